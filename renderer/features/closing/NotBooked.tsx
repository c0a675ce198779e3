/** Receipts that are kept and not booked, and why. */
import { useTranslation } from 'react-i18next';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';

const KNOWN = [
  'AVTraining',
  'AVBestellung',
  'AVRechnung',
  'AVTransfer',
  'AVSachbezug',
  'AVSonstige',
  'AVBelegstorno',
  'AVBelegabbruch',
  'BON_STORNO',
  'opening balance',
  'nothing to book',
] as const;

export function NotBooked({
  line,
  formats,
}: {
  readonly line: ClosingLine;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const kept = Object.entries(line.jobs.notBooked).filter(([, count]) => count > 0);
  return (
    <section className="card">
      <h2>{t('closing.notBooked')}</h2>
      {kept.length === 0 ? (
        <p className="quiet">{t('closing.allBooked')}</p>
      ) : (
        <ul>
          {kept.map(([reason, count]) => (
            <li key={reason}>
              {t('closing.notBookedLine', {
                count: formats.number(count),
                why: inWords(reason, t),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a till calls it stays as it is where nobody knows the word. */
function inWords(reason: string, t: Translate): string {
  const known = KNOWN.find((one) => one === reason);
  return known ? t(`closing.notBookedWhy.${known}`) : reason;
}
