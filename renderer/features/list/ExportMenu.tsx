/** The choices of an export: what is in the file, as what it is written, and whether CSV keeps numbers from spreadsheets. */
import { Header, MenuItem, MenuSection } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  EXPORT_FORMATS,
  EXPORT_FORMS,
  type ExportForm,
  type ExportFormat,
} from '../../../shared/contract/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useOpenExport } from '../../hooks/use-open-export.ts';
import { Icon } from '../../ui/Icon.tsx';

export interface ExportChoice {
  readonly form: ExportForm;
  readonly format: ExportFormat;
}

/** Keys of the items that start an export, for those who switch them off. */
export const EXPORT_KEYS = EXPORT_FORMS.flatMap((form) =>
  EXPORT_FORMATS.map((format) => `${form} ${format}`),
);

const KEEP_NUMBERS = 'keep-numbers';

/** Sections of a menu. */
export function ExportMenu({ onExport }: { onExport(choice: ExportChoice): void }) {
  const { t } = useTranslation();
  const { view } = useAppStore();
  const openExport = useOpenExport();
  const isPlain = useStore(view.store, ({ preferences }) => preferences.plainCsv);
  return (
    <>
      {EXPORT_FORMS.map((form) => (
        <MenuSection key={form} className="menu-section">
          <Header className="menu-head">
            <strong>{t(`export.${form}`)}</strong>
            <span>{t(`export.${form}Help`)}</span>
          </Header>
          {EXPORT_FORMATS.map((format) => (
            <MenuItem
              key={format}
              id={`${form} ${format}`}
              className="menu-item menu-line"
              textValue={`${t(`export.${form}`)}: ${t(`export.${format}`)}`}
              onAction={() => onExport({ form, format })}
            >
              <Icon name="download" size={14} />
              <span>{t(`export.${format}`)}</span>
            </MenuItem>
          ))}
        </MenuSection>
      ))}
      <MenuSection
        className="menu-section"
        aria-label={t('export.csv')}
        selectionMode="multiple"
        selectedKeys={isPlain ? [] : [KEEP_NUMBERS]}
        onSelectionChange={(keys) =>
          view.setPreferences({ plainCsv: keys !== 'all' && !keys.has(KEEP_NUMBERS) })
        }
      >
        <MenuItem
          id={KEEP_NUMBERS}
          className="menu-item menu-switch"
          textValue={t('export.keepNumbers')}
          shouldCloseOnSelect={false}
        >
          <span className="menu-box">{!isPlain && <Icon name="check" size={12} />}</span>
          <span>
            <strong>{t('export.keepNumbers')}</strong>
            <span className="quiet">{t('export.keepNumbersHelp')}</span>
          </span>
        </MenuItem>
      </MenuSection>
      <MenuSection className="menu-section" aria-label={t('handOver.label')}>
        <MenuItem className="menu-item" textValue={t('handOver.open')} onAction={openExport}>
          <strong>{t('handOver.open')}</strong>
          <span className="quiet">{t('handOver.openHelp')}</span>
        </MenuItem>
      </MenuSection>
    </>
  );
}
