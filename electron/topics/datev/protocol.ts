/** What went to DATEV, in words for the shop and its tax office; German as DATEV is. */
import type { BatchOptions, Left } from '../../core/export/datev/batch.ts';
import type { DatevPlan } from './plan.ts';

export interface Told {
  readonly totals: {
    readonly month: string;
    readonly rows: number;
    readonly debitCents: number;
    readonly creditCents: number;
    readonly left: readonly Left[];
    readonly known: number;
  };
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly rows: number;
  }[];
  readonly plan: DatevPlan;
  readonly batchOptions: BatchOptions;
  readonly changed: readonly {
    readonly jobId: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly user: string;
  readonly again: boolean;
  /** Exports of the month before this one. */
  readonly earlier: number;
  readonly madeAt: string;
  readonly anchor: string | null;
}

/** The rest is counted. */
const MOST_NAMED = 1_000;

const euros = (cents: number): string =>
  (cents / 100).toLocaleString('de-DE', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function protocolOf(told: Told): string {
  const { totals, files, plan, batchOptions, changed } = told;
  const [year, month] = totals.month.split('-');
  const lines = [
    `DATEV-Buchungsstapel ${month}/${year}: Zahlungen ohne Erlöse`,
    '',
    'Diese Datei enthält die Zahlungen und Kassenbewegungen der Kassen, aber keine Erlöse und keine Umsatzsteuer. Die',
    'Erlöse stehen in den Rechnungen von RetailSuite. RetailSuite kann seine Buchungen selbst an DATEV übergeben: Wer',
    'beides einliest, zählt dasselbe Geld doppelt. Bitte mit dem Steuerbüro klären, bevor die Datei eingelesen wird.',
    '(Payments without revenue: RetailSuite hands over its own postings, do not import both.)',
    '',
    `Erstellt am ${told.madeAt} von ${told.user}`,
    ...files.map(({ name, rows, sha256 }) => `Datei ${name}: ${rows} Buchungen, SHA-256 ${sha256}`),
    `Summe Soll ${euros(totals.debitCents)} EUR, Summe Haben ${euros(totals.creditCents)} EUR (auf das Konto, nicht das Gegenkonto)`,
    `Berater ${batchOptions.consultant}, Mandant ${batchOptions.client}, Sachkontenlänge ${batchOptions.accountLength}, Festschreibung ${batchOptions.isFixed ? '1' : '0'}`,
    ...(plan.consultant === null || plan.client === null
      ? [
          'Berater- und Mandantennummer sind nicht eingetragen; die hier stehen als Platzhalter und passen zu keinem Bestand.',
        ]
      : []),
    ...(told.anchor === null ? [] : [`Anker der Hash-Kette dieses Datenordners: ${told.anchor}`]),
    ...repeated(told),
    ...notIn(totals.left),
    ...texts(changed),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function repeated({ again, earlier, totals }: Told): string[] {
  if (earlier === 0) return [];
  return again
    ? [
        `ACHTUNG: Dieser Monat wurde schon ${earlier}-mal ausgegeben; auf Wunsch ist alles noch einmal enthalten.`,
      ]
    : [
        `Nachtrag: ${totals.known} Buchungen des Monats wurden früher ausgegeben und sind nicht noch einmal enthalten.`,
      ];
}

function notIn(left: readonly Left[]): string[] {
  if (left.length === 0) return [];
  return [
    '',
    `Nicht enthalten: ${left.length}`,
    ...left.slice(0, MOST_NAMED).map(({ jobId, reason }) => `  Buchung ${jobId}: ${reason}`),
    ...(left.length > MOST_NAMED ? [`  und ${left.length - MOST_NAMED} weitere`] : []),
  ];
}

function texts(changed: Told['changed']): string[] {
  if (changed.length === 0) return [];
  return [
    '',
    `Texte, die DATEV so nicht annimmt und die deshalb anders geschrieben sind: ${changed.length}`,
    ...changed
      .slice(0, MOST_NAMED)
      .map(
        ({ jobId, from, to }) =>
          `  Buchung ${jobId}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
      ),
    ...(changed.length > MOST_NAMED ? [`  und ${changed.length - MOST_NAMED} weitere`] : []),
  ];
}
