/** Settings: asks RetailSuite all questions, changes nothing there, and gives a report to read and to send. */
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstContact as Report } from '../../../shared/contract/first-contact.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import type { Translate } from '../../locales/i18n.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import './FirstContact.css';

type Finding = Report['calls'][number];

const CALLS = [
  'token',
  'ping',
  'fiscalYears',
  'accounts',
  'invoices',
  'postings',
  'savePosting',
] as const;

export function FirstContact() {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [bill, setBill] = useState('');
  const [report, setReport] = useState<Report>();
  const id = useId();

  async function ask(): Promise<void> {
    setAsking(true);
    setReport(undefined);
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

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!isAsking) void ask();
  }

  return (
    <>
      <div className="form-row">
        <button
          id={id}
          type="button"
          className="button button-text"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('firstContact.open')}
        </button>
      </div>
      {isOpen && (
        <form className="first-contact form" aria-labelledby={id} onSubmit={submit}>
          <p>{t('firstContact.text')}</p>
          <TextField
            label={t('firstContact.bill')}
            help={t('firstContact.billHelp')}
            value={bill}
            onChange={setBill}
          />
          <div className="form-row">
            <button type="submit" className="button button-outline" aria-disabled={isAsking}>
              {t(isAsking ? 'firstContact.asking' : 'firstContact.ask')}
            </button>
          </div>
          <p role="status" className="first-contact-outcome">
            {report && t(`firstContact.${outcomeOf(report.calls)}`)}
          </p>
          {report && <Findings report={report} />}
        </form>
      )}
    </>
  );
}

function Findings({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { notices } = useAppStore();

  function copy(): void {
    navigator.clipboard.writeText(report.text).then(
      () => notices.show('good', t('firstContact.copied')),
      () => notices.show('bad', t('firstContact.notCopied')),
    );
  }

  return (
    <>
      <ul className="first-contact-calls">
        {report.calls.map((finding) => (
          <li key={finding.call} data-verdict={finding.verdict}>
            <Icon name={signOf(finding)} size={14} />
            <span>{callToWords(finding, t)}</span>
            <span>{t(`firstContact.verdict.${finding.verdict}`)}</span>
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary>{t('firstContact.report')}</summary>
        <pre lang="en" className="first-contact-report">
          {report.text}
        </pre>
      </details>
      <div className="form-row">
        <button type="button" className="button button-outline" onClick={copy}>
          <Icon name="copy" />
          {t('firstContact.copy')}
        </button>
      </div>
    </>
  );
}

/** The worst of the verdicts, as the sentence above them says it. */
function outcomeOf(calls: readonly Finding[]) {
  const has = (...verdicts: Finding['verdict'][]) =>
    calls.some(({ verdict }) => verdicts.includes(verdict));
  if (has('otherwise', 'not-there')) return 'otherwise';
  if (has('failed')) return 'noAnswer';
  return has('no-rows') ? 'understoodSoFar' : 'understood';
}

function signOf({ verdict }: Finding) {
  switch (verdict) {
    case 'understood':
      return 'check';
    case 'no-rows':
    case 'not-asked':
      return 'minus';
    case 'otherwise':
    case 'not-there':
    case 'failed':
      return 'alert';
  }
}

/** A call that only a newer program asks keeps RetailSuite's name. */
function callToWords({ call, name }: Finding, t: Translate): string {
  const known = CALLS.find((each) => each === call);
  return known ? t(`firstContact.call.${known}`) : name;
}
