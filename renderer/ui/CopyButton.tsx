/** Copies a text, and says that it did, or why not. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import './CopyButton.css';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <span className="copy">
      <span role="status" className="quiet">
        {outcome === 'failed' && t('details.copyFailed')}
        {outcome === 'copied' && <span className="visually-hidden">{t('details.copied')}</span>}
      </span>
      <button
        type="button"
        className="button button-small button-outline"
        aria-label={label}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setOutcome('copied'),
            () => setOutcome('failed'),
          );
        }}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} size={14} />
        {outcome === 'copied' ? t('details.copied') : t('details.copy')}
      </button>
    </span>
  );
}
