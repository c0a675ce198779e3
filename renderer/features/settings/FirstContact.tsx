/** Settings: asks RetailSuite each question once, changes nothing there, and gives a report to read and to send. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstContact as Report } from '../../../shared/contract/first-contact.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';
import './FirstContact.css';

export function FirstContact() {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [bill, setBill] = useState('');
  const [report, setReport] = useState<Report>();

  async function ask(): Promise<void> {
    setAsking(true);
    try {
      const answer = await client.call('connection.firstContact', bill.trim() || null);
      if (answer) setReport(answer);
      else notices.show('bad', t('firstContact.signedOut'));
    } catch (failure) {
      notices.show(
        'bad',
        t('firstContact.failed', { reason: asSentence(messageOfError(failure)) }),
      );
    } finally {
      setAsking(false);
    }
  }

  function copy(text: string): void {
    navigator.clipboard.writeText(text).then(
      () => notices.show('good', t('firstContact.copied')),
      () => notices.show('bad', t('firstContact.notCopied')),
    );
  }

  if (!isOpen) {
    return (
      <div className="form-row">
        <button type="button" className="button button-text" onClick={() => setOpen(true)}>
          {t('firstContact.open')}
        </button>
      </div>
    );
  }
  return (
    <div className="found-panel found-panel-note form first-contact">
      <strong>{t('firstContact.open')}</strong>
      <p>{t('firstContact.text')}</p>
      <TextField
        label={t('firstContact.bill')}
        help={t('firstContact.billHelp')}
        value={bill}
        onChange={setBill}
      />
      <div className="form-row">
        <button
          type="button"
          className="button button-outline"
          aria-disabled={isAsking}
          onClick={() => !isAsking && void ask()}
        >
          {t(isAsking ? 'firstContact.asking' : 'firstContact.ask')}
        </button>
      </div>
      {report && (
        <>
          <p role="status">
            <strong>
              {t(report.isUnderstood ? 'firstContact.understood' : 'firstContact.otherwise')}
            </strong>
          </p>
          <dl className="facts">
            {report.calls.map(({ call, name, verdict }) => (
              <div className="fact" key={call}>
                <dt>{name}</dt>
                <dd>{t(`firstContact.verdict.${verdict}`)}</dd>
              </div>
            ))}
          </dl>
          <details>
            <summary>{t('firstContact.report')}</summary>
            <pre className="first-contact-report">{report.text}</pre>
          </details>
          <div className="form-row">
            <button
              type="button"
              className="button button-outline"
              onClick={() => copy(report.text)}
            >
              {t('firstContact.copy')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
