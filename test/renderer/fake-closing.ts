/** The part of the backend in memory for closings: a shop of two tills in November 2021, with what can go wrong in it. */
import { sampleGlance, type SampleMonth } from './fake-glance.ts';
import { sampleClearing, type ClearingPeriod } from './sample-clearing.ts';
import type { ClosingDay, MonthDay } from '../../shared/contract/contract.ts';
import type { CashAccount, ClosingBook } from '../../shared/contract/till.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { CallError } from '../../shared/contract/result.ts';
import type { ClosingReason, Gap } from '../../shared/domain/closing.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import { stateOfDay } from '../../renderer/format/closing-words.ts';
import { accountOf, bookOf, viewOf, type SampleClosing } from './sample-closings.ts';

const CLOSING_CALLS = [
  'closing.month',
  'closing.day',
  'closing.read',
  'closing.accept',
  'closing.clearing',
  'glance.month',
  'till.book',
  'till.account',
  'till.opening',
  'till.explain',
  'till.unexplain',
  'taxFolder.make',
] as const satisfies readonly CallName[];
type ClosingCall = (typeof CLOSING_CALLS)[number];

export function isClosingCall(name: CallName): name is ClosingCall {
  return (CLOSING_CALLS as readonly CallName[]).includes(name);
}

const GAP: Gap = {
  kind: 'receipt',
  from: '2-2021/11/0000000039',
  to: '2-2021/11/0000000040',
  explained: false,
};
const reason = (code: string, text: string): ClosingReason => ({ code, text });

/** What stands in the way of a seal, by day and pay desk; all other closings of the month are sealed. */
const TROUBLES: Readonly<Record<string, Partial<SampleClosing>>> = {
  '2021-11-05 Kasse 1': {
    missing: 2,
    reasons: [
      reason(
        'rs-missing',
        '2 Buchungen gibt es in RetailSuite nicht mehr: 2-2021/11/0000000021 (12,90 EUR); 2-2021/11/0000000022 (18,90 EUR). Es wird nichts erneut gesendet.',
      ),
    ],
  },
  '2021-11-03 Kasse 1': {
    isChanged: true,
    reasons: [
      reason(
        'rs-different',
        '1 Buchungen stehen in RetailSuite anders: 2-2021/11/0000000024: text POS Barzahlung → Barzahlung Müller. Lassen Sie sie dort berichtigen, oder übernehmen Sie den Stand von RetailSuite mit Ihrem Grund.',
      ),
    ],
  },
  '2021-11-06 Kasse 2': {
    gaps: [GAP],
    counted: -450,
    reasons: [
      reason(
        'cash-counted',
        'Gezählt wurde ein anderer Betrag als berechnet: 395,50 EUR / 400,00 EUR. Melden Sie an der Kasse die Differenz.',
      ),
      reason(
        'gap-receipt',
        '2 Belegnummern fehlen: 2-2021/11/0000000039 – 2-2021/11/0000000040. Sehen Sie an der Kasse nach, oder erklären Sie die Lücke.',
      ),
    ],
  },
  '2021-11-08 Kasse 2': {
    opening: null,
    reasons: [
      reason(
        'cash-unknown',
        'Der Anfangsbestand der Lade ist nicht bekannt. Tragen Sie einmal ein, was vor dem ersten Abschluss darin lag.',
      ),
    ],
  },
  '2021-11-09 Kasse 1': {
    open: 2,
    isRead: false,
    reasons: [
      reason(
        'jobs-open',
        '2 Jobs sind noch nicht gebucht. Sie gehen von selbst hinaus, sobald es geht.',
      ),
      reason('rs-not-asked', 'RetailSuite wurde nicht gefragt; ohne das wird nichts besiegelt.'),
    ],
  },
};

/** What the backend says in English; the sample itself is German. */
const ENGLISH: Readonly<Record<string, string>> = {
  'rs-missing':
    '2 postings are no longer in RetailSuite: 2-2021/11/0000000021 (12.90 EUR); 2-2021/11/0000000022 (18.90 EUR). Nothing is sent again.',
  'rs-different':
    '1 postings are different in RetailSuite: 2-2021/11/0000000024: text POS Barzahlung → Barzahlung Müller. Have them corrected there, or accept what RetailSuite has with your reason.',
  'cash-counted':
    'Another amount was counted than calculated: 395.50 EUR / 400.00 EUR. Have the till tell the difference.',
  'gap-receipt':
    '2 receipt numbers are missing: 2-2021/11/0000000039 – 2-2021/11/0000000040. Look at the till, or explain the gap.',
  'cash-unknown':
    'What lay in the drawer at the opening is not known. Enter once what lay in it before its first closing.',
  'jobs-open': '2 jobs are not booked yet. They go out automatically as soon as they can.',
  'rs-not-asked': 'RetailSuite was not asked; without that nothing is sealed.',
  'rs-not-read':
    'RetailSuite could not be asked (getaddrinfo ENOTFOUND schmidt.retailsuite.example). The money is safely stored here.',
  'day-running':
    '7 receipts belong to no closing yet (pay desk Kasse 2). Do the closing at the till.',
};

function inLanguage(day: ClosingDay, language: string): ClosingDay {
  if (language !== 'en') return day;
  const say = (reasons: readonly ClosingReason[]) =>
    reasons.map(({ code, text }) => ({ code, text: ENGLISH[code] ?? text }));
  return {
    day: { ...day.day, reasons: say(day.day.reasons) },
    closings: day.closings.map((view) => ({
      ...view,
      line: { ...view.line, reasons: say(view.line.reasons) },
    })),
  };
}

export class FakeClosing {
  /** A shop without closings, as at its first start; set by a test to see the month. */
  isEmpty = true;
  /** RetailSuite answers when it is read. */
  isOnline = true;
  /** Today's tills are closed, and nothing is missing. */
  isDone = false;
  glance: SampleMonth = 'none';
  private readonly clock: () => number;
  private readonly closings = new Map<string, SampleClosing>();

  constructor(clock: () => number) {
    this.clock = clock;
    let number = 1;
    for (let date = 1; date <= 10; date += 1) {
      const day = `2021-11-${String(date).padStart(2, '0')}`;
      // A Sunday.
      if (date === 7) continue;
      for (const payDesk of ['Kasse 1', 'Kasse 2']) {
        const base: SampleClosing = {
          ...{ day, payDesk, number: String(number), missing: 0, open: 0, gaps: [], counted: null },
          ...{ opening: 20_000, isRead: true, reasons: [], at: Date.parse(`${day}T19:12:00Z`) },
        };
        const sample = { ...base, ...TROUBLES[`${day} ${payDesk}`] };
        this.closings.set(`${day} ${payDesk}`, sample);
      }
      number += 1;
    }
  }

  answer(name: ClosingCall, args: readonly unknown[]): unknown {
    switch (name) {
      case 'glance.month':
        return sampleGlance(args[0] as string, this.glance);
      case 'closing.month':
        return { days: this.monthOf(args[0] as string) };
      case 'closing.day':
        return inLanguage(this.dayOf(args[0] as string), args[1] as string);
      case 'closing.read': {
        const { day, key } = args[0] as { day: string; key?: string };
        for (const closing of this.of(day)) {
          if (key === undefined || viewOf(closing).key === key) this.read(closing);
        }
        return inLanguage(this.dayOf(day), args[1] as string);
      }
      case 'closing.accept':
        for (const closing of this.closings.values()) {
          closing.isChanged = false;
          closing.reasons = closing.reasons.filter(({ code }) => code !== 'rs-different');
        }
        return null;
      case 'closing.clearing':
        return this.isEmpty
          ? { ...(args[0] as ClearingPeriod), accounts: [], unreadable: 0 }
          : sampleClearing(args[0] as ClearingPeriod);
      case 'taxFolder.make': {
        const { from, to, out } = args[0] as { from: string; to: string; out: string };
        if (out === '/') throw new CallError('refused', 'This place cannot be written to.');
        const all = [...this.closings.values()].filter(({ day }) => day >= from && day <= to);
        const lines = all.map((closing) => viewOf(closing).line);
        const open = lines.flatMap(({ payDesk, closing, sealed, reasons }) =>
          sealed ? [] : reasons.map(({ text }) => ({ closing: `${payDesk}/${closing}`, text })),
        );
        return {
          folder: `${out}/Steuerordner_${from}_${to}_412-0123456789abcdef0123456789abcdef`,
          complete: open.length === 0,
          closings: { all: lines.length, sealed: lines.filter(({ sealed }) => sealed).length },
          open: open.slice(0, 5),
          allOpen: open.length,
        };
      }
      case 'till.book':
        return this.book(args[0] as string);
      case 'till.account':
        return this.account(args[0] as string);
      case 'till.opening': {
        const {
          payDesk,
          cents,
          reason: why,
        } = args[0] as {
          payDesk: string;
          cents: number;
          reason: string;
        };
        for (const closing of this.closings.values()) {
          if (closing.payDesk !== payDesk || closing.opening !== null) continue;
          closing.opening = cents;
          closing.entered = { cents, reason: why, who: 'schmidt', at: this.clock() };
          closing.reasons = closing.reasons.filter(({ code }) => code !== 'cash-unknown');
        }
        return null;
      }
      case 'till.explain': {
        const {
          payDesk,
          numbers,
          reason: why,
        } = args[0] as {
          payDesk: string;
          numbers: { first: string; last: string } | null;
          reason: string;
        };
        for (const closing of this.closings.values()) {
          if (closing.payDesk !== payDesk || closing.gaps.length === 0) continue;
          closing.gaps = closing.gaps.map((gap) => ({ ...gap, explained: true }));
          closing.reasons = [
            ...closing.reasons.filter(({ code }) => code !== 'gap-receipt'),
            reason('gap-explained', `Hinweis: Lücken sind erklärt: ${why}.`),
          ];
          closing.explanation = { id: 1, numbers, reason: why, who: 'schmidt', at: this.clock() };
        }
        return null;
      }
      case 'till.unexplain':
        for (const closing of this.closings.values()) {
          if (!closing.explanation) continue;
          delete closing.explanation;
          closing.gaps = closing.gaps.map((gap) => ({ ...gap, explained: false }));
          closing.reasons = [
            ...closing.reasons.filter(({ code }) => code !== 'gap-explained'),
            reason('gap-receipt', 'Eine Bonnummer fehlt.'),
          ];
        }
        return null;
    }
  }

  private of(day: string): SampleClosing[] {
    if (this.isEmpty) return [];
    return [...this.closings.values()].filter(
      (one) =>
        one.day === day && (one.day !== '2021-11-10' || this.isDone || one.payDesk === 'Kasse 1'),
    );
  }

  private dayOf(day: string): ClosingDay {
    const closings = this.of(day).map(viewOf);
    const isRunning = this.isRunning(day);
    const running = isRunning
      ? [
          reason(
            'day-running',
            '7 Belege gehören noch zu keinem Abschluss (Kasse 2). Machen Sie an der Kasse den Tagesabschluss.',
          ),
        ]
      : [];
    const open = closings.filter(({ line }) => !line.sealed);
    return {
      day: {
        ...{ kind: 'day', day, sealed: open.length === 0 && !isRunning },
        reasons: [...running, ...open.flatMap(({ line }) => line.reasons)],
      },
      closings,
    };
  }

  private isRunning(day: string): boolean {
    return day === '2021-11-10' && !this.isEmpty && !this.isDone;
  }

  private monthOf(month: string): MonthDay[] {
    const days = [...new Set([...this.closings.values()].map(({ day }) => day))];
    return days
      .filter((day) => day.startsWith(month) && this.of(day).length > 0)
      .map((day) => {
        const found = this.dayOf(day);
        const { day: line, closings } = found;
        const state = stateOfDay(found);
        return {
          day,
          state: state === 'none' ? 'open' : state,
          closings: closings.length,
          sealed: closings.filter((one) => one.line.sealed).length,
          differenceCents: closings.reduce((sum, one) => sum + (one.line.differenceCents ?? 0), 0),
          currency: 'EUR',
          sealedAt: line.sealed ? this.clock() - HOUR : null,
        };
      });
  }

  private read(closing: SampleClosing): void {
    closing.reasons = closing.reasons.filter(
      ({ code }) => code !== 'rs-not-asked' && code !== 'rs-not-read',
    );
    if (!this.isOnline) {
      closing.reasons.push(
        reason(
          'rs-not-read',
          'RetailSuite konnte nicht gefragt werden (getaddrinfo ENOTFOUND schmidt.retailsuite.example). Das Geld ist hier sicher gespeichert.',
        ),
      );
      return;
    }
    closing.isRead = true;
    closing.at = this.clock() - MINUTE;
  }

  private book(key: string): ClosingBook {
    return bookOf(this.named(key));
  }

  private account(key: string): CashAccount {
    if (!this.isOnline) throw new CallError('refused', 'RetailSuite could not be asked: offline.');
    return accountOf(this.named(key));
  }

  private named(key: string): SampleClosing {
    const closing = [...this.closings.values()].find((one) => viewOf(one).key === key);
    if (!closing) throw new CallError('not_found', 'This closing no longer exists.');
    return closing;
  }
}
