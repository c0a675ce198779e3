/** A period for the tax office: which days, where to, and what came of it. */
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxFolderReply } from '../../../shared/contract/contract.ts';
import { shiftDay } from '../../../shared/domain/calendar.ts';
import { parseDay } from '../../../shared/domain/day-text.ts';
import { shiftMonth } from '../../format/calendar.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useSetupState } from '../../hooks/use-setup-state.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';
import './TaxFolderForm.css';

export interface TaxFolderFormProps {
  /** The period that is proposed. */
  readonly month: string;
  onClose(): void;
}

export function TaxFolderForm({ month, onClose }: TaxFolderFormProps) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const failed = useFailed('taxFolder.failed');
  const formats = useFormats();
  const id = useId();
  const picks = useSetupState().state?.host.picksFolders === true;
  const [first, setFirst] = useState(() => formats.day(`${month}-01`));
  const [last, setLast] = useState(() => formats.day(shiftDay(shiftMonth(`${month}-01`, 1), -1)));
  const [out, setOut] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<TaxFolderReply | null>(null);
  const [from, to] = [parseDay(first), parseDay(last)];
  const isOrdered = from !== undefined && to !== undefined && from <= to;

  function choose(): void {
    client
      .call('folders.choose', out)
      .then(({ path }) => path !== null && setOut(path))
      .catch(failed);
  }

  function make(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isOrdered || out.trim() === '' || isBusy) return;
    setBusy(true);
    setMade(null);
    client
      .call('taxFolder.make', { from, to, out: out.trim(), language: formats.language })
      .then(setMade, failed)
      .finally(() => setBusy(false));
  }

  return (
    <section className="card tax-folder" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taxFolder.title')}</h2>
      <p className="quiet">{t('taxFolder.text')}</p>
      <form className="tax-folder-form" noValidate onSubmit={make}>
        <div className="form-pair">
          <TextField
            label={t('taxFolder.from')}
            value={first}
            isInvalid={isTried && from === undefined}
            onChange={setFirst}
          >
            {isTried && from === undefined && <p className="field-fault">{t('taxFolder.noDay')}</p>}
          </TextField>
          <TextField
            label={t('taxFolder.to')}
            value={last}
            isInvalid={isTried && !isOrdered && from !== undefined}
            onChange={setLast}
          >
            {isTried && !isOrdered && from !== undefined && (
              <p className="field-fault">
                {t(to === undefined ? 'taxFolder.noDay' : 'taxFolder.noPeriod')}
              </p>
            )}
          </TextField>
        </div>
        <TextField
          label={t('taxFolder.out')}
          help={t('taxFolder.outHelp')}
          value={out}
          isInvalid={isTried && out.trim() === ''}
          onChange={setOut}
        >
          {isTried && out.trim() === '' && <p className="field-fault">{t('taxFolder.noOut')}</p>}
        </TextField>
        <div className="form-row">
          {picks && (
            <button type="button" className="button button-outline" onClick={choose}>
              {t('folders.choose')}
            </button>
          )}
          <button type="submit" className="button button-outline" aria-disabled={isBusy}>
            {t(isBusy ? 'taxFolder.busy' : 'taxFolder.make')}
          </button>
          <button type="button" className="button button-text" onClick={onClose}>
            {t('taxFolder.close')}
          </button>
        </div>
      </form>
      <div aria-live="polite">{made && <Made made={made} />}</div>
    </section>
  );
}

function Made({ made }: { readonly made: TaxFolderReply }) {
  const { t } = useTranslation();
  const { folder, complete, closings, open, allOpen } = made;
  const count = allOpen - open.length;
  return (
    <div className="tax-folder-made">
      <p className="tax-folder-path">{t('taxFolder.made', { folder })}</p>
      <p>{t('taxFolder.sealed', { count: closings.all, sealed: closings.sealed })}</p>
      {complete ? (
        <p>{t('taxFolder.complete')}</p>
      ) : (
        <>
          <p>{t('taxFolder.openPoints', { count: allOpen })}</p>
          <ul>
            {open.map(({ closing, text }, index) => (
              <li key={index}>{closing === null ? text : `${closing}: ${text}`}</li>
            ))}
          </ul>
          {count > 0 && <p>{t('taxFolder.more', { count })}</p>}
        </>
      )}
    </div>
  );
}
