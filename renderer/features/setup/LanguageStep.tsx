/** Step 1: which language; what to have at hand. */
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../shared/domain/preferences.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { StepProps } from './step-props.ts';

const NAMES = { de: 'Deutsch', en: 'English' } as const;

export function LanguageStep({ frame, onNext }: StepProps) {
  const { t, i18n } = useTranslation();
  const { view } = useAppStore();
  return frame(
    <>
      <h1 tabIndex={-1}>{t('setupLanguage.headline')}</h1>
      <p className="setup-lead">{t('setupLanguage.text')}</p>
      <div className="form">
        <fieldset>
          <legend className="form-legend">{t('setupLanguage.label')}</legend>
          <div className="form-pair">
            {LANGUAGES.map((language) => (
              <label key={language} className="option" lang={language}>
                <input
                  type="radio"
                  name="language"
                  checked={i18n.language === language}
                  onChange={() => view.setPreferences({ language })}
                />
                <strong>{NAMES[language]}</strong>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="found-panel">{t('setupLanguage.needs')}</p>
      </div>
    </>,
    <button type="button" className="button button-primary" onClick={onNext}>
      {t('setup.next')}
    </button>,
  );
}
