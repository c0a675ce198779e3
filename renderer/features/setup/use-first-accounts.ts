/** The accounts of the first start while they are chosen: compared with RetailSuite's at every change, stored all or none. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  PRESET_ACCOUNTS,
  type AccountPreset,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import {
  applyChanges,
  placeKey,
  type AccountChange,
  type AccountFault,
  type AccountPlace,
} from '../../../shared/domain/assignment.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { changesOf, type Draft } from '../../ui/accounts/account-draft.ts';
import { slotsOf, type Slot } from '../../ui/accounts/account-slots.ts';
import type { StoresData } from '../../hooks/use-stores.ts';
import { TYPING_PAUSE_MS } from '../../hooks/typing-pause.ts';

export type AccountsChoice = AccountPreset | 'own';

export interface FirstAccounts {
  readonly choice: AccountsChoice | null;
  /** The one of the presets first, then those that the tills deliver. */
  readonly currencies: readonly string[];
  readonly slots: (currency: string) => readonly Slot[];
  /** The rows as saving would store them. */
  readonly rows: readonly AccountRow[];
  readonly draft: Draft;
  readonly changes: readonly AccountChange[];
  readonly faults: ReadonlyMap<string, AccountFault>;
  /** `never`: RetailSuite has not sent its chart of accounts yet. */
  readonly compared: 'running' | 'done' | 'never';
  /** Why it could not be compared or stored; null: it could. */
  readonly problem: string | null;
  readonly saving: boolean;
  choose(choice: AccountsChoice): void;
  type(place: AccountPlace, text: string): void;
  /** Takes away what RetailSuite does not know, for now. */
  clearFaults(): void;
  save(): void;
}

export function useFirstAccounts(options: {
  readonly stores: StoresData;
  readonly currency: string;
  readonly initial: AccountsChoice | null;
  /** Typed before, and not saved. */
  readonly typed: readonly { readonly place: AccountPlace; readonly text: string }[];
  onTyped(choice: AccountsChoice | null, draft: Draft): void;
  onOutdated(): void;
  onSaved(): Promise<void>;
}): FirstAccounts {
  const { stores, currency, onOutdated, onSaved, onTyped } = options;
  const { t } = useTranslation();
  const { client, timers } = useAppStore();
  const [choice, setChoice] = useState(options.initial);
  const [draft, setDraft] = useState<Draft>(
    () => new Map(options.typed.map((entry) => [placeKey(entry.place), entry])),
  );
  const [faults, setFaults] = useState<ReadonlyMap<string, AccountFault>>(new Map());
  const [compared, setCompared] = useState<FirstAccounts['compared']>('done');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  // Read again at every change of a job: a new answer with the same version is no new assignment.
  const [book, setBook] = useState(stores.book);
  if (book.version !== stores.book.version) setBook(stores.book);
  const saved = book.rows;
  // An account that is stored already, or was emptied without ever being stored, is no change.
  const changes = useMemo(() => {
    const stored = new Map(saved.map((row) => [placeKey(row), row.account]));
    return changesOf(draft).filter(
      (change) => (stored.get(placeKey(change)) ?? null) !== change.account,
    );
  }, [draft, saved]);
  const rows = useMemo(() => applyChanges(saved, changes), [saved, changes]);
  const { payments } = stores.places;
  const currencies = useMemo(
    () => [
      ...new Set([
        currency,
        ...[...payments, ...saved, ...placesOf(draft)].map((of) => of.currency),
      ]),
    ],
    [currency, payments, saved, draft],
  );
  const slots = useCallback(
    (of: string) => slotsOf(of, payments, [...saved, ...placesOf(draft)]),
    [payments, saved, draft],
  );
  useEffect(() => onTyped(choice, draft), [onTyped, choice, draft]);

  const showFaults = useCallback(
    (of: readonly AccountChange[], found: readonly { index: number; fault: AccountFault }[]) => {
      setFaults(
        new Map(
          found.flatMap(({ index, fault }) => {
            const change = of[index];
            return change ? [[placeKey(change), fault] as const] : [];
          }),
        ),
      );
    },
    [],
  );

  useEffect(() => {
    setProblem(null);
    if (changes.length === 0) {
      setFaults(new Map());
      setCompared('done');
      return;
    }
    let current = true;
    setCompared('running');
    const cancel = timers.after(TYPING_PAUSE_MS, () => {
      client.call('accounts.check', [...changes]).then(
        (reply) => {
          if (!current) return;
          showFaults(changes, reply.faults);
          setCompared(reply.asOf === null ? 'never' : 'done');
        },
        (failure: unknown) => {
          if (!current) return;
          setCompared('never');
          setProblem(t('setup.failed', { reason: messageOfError(failure) }));
        },
      );
    });
    return () => {
      current = false;
      cancel();
    };
  }, [client, timers, changes, showFaults, t]);

  function type(place: AccountPlace, text: string): void {
    setDraft((before) => new Map(before).set(placeKey(place), { place, text }));
  }

  function save(): void {
    if (changes.length === 0) {
      void onSaved();
      return;
    }
    setSaving(true);
    client
      .call('accounts.save', { changes: [...changes], version: book.version })
      .then(
        (reply) => {
          if (reply.kind === 'saved') return onSaved();
          if (reply.kind === 'faults') return showFaults(changes, reply.faults);
          setProblem(t('accounts.outdated'));
          return onOutdated();
        },
        (failure: unknown) => setProblem(t('stores.failed', { reason: messageOfError(failure) })),
      )
      .finally(() => setSaving(false));
  }

  return {
    choice,
    currencies,
    slots,
    rows,
    draft,
    changes,
    faults,
    compared,
    problem,
    saving,
    choose(wanted) {
      setChoice(wanted);
      setDraft((before) => {
        const others = [...before].filter(([, { place }]) => place.currency !== currency);
        return new Map([...others, ...(wanted === 'own' ? [] : draftOf(PRESET_ACCOUNTS[wanted]))]);
      });
    },
    type,
    clearFaults() {
      setDraft((before) => {
        const after = new Map(before);
        for (const key of faults.keys()) {
          const entry = after.get(key);
          if (entry) after.set(key, { ...entry, text: '' });
        }
        return after;
      });
    },
    save,
  };
}

function draftOf(rows: readonly AccountRow[]): Draft {
  return new Map(
    rows.map(({ account, ...place }) => [placeKey(place), { place, text: account }] as const),
  );
}

/** The places of a draft as rows, so that the table has a line for each. */
function placesOf(draft: Draft): AccountRow[] {
  return [...draft.values()].map(({ place, text }) => ({ ...place, account: text }));
}
