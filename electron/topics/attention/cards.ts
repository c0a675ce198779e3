/** Jobs that need a person, as cards: one for all jobs that the same act mends, with count and money. */
import type { AttentionCard, CauseKey } from '../../../shared/contract/contract.ts';
import {
  accountTypesOf,
  findForJob,
  missingAccountOf,
  type AccountBook,
} from '../../../shared/domain/assignment.ts';
import { CONTRA_TYPES, type AccountType } from '../../../shared/domain/accounts.ts';
import { isNamedCase, parseBusinessCase } from '../../../shared/domain/business-cases.ts';
import { addTallies, NO_JOBS } from '../../core/db/job-list.ts';
import type { AttentionGroup, AttentionStore } from '../../core/db/attention.ts';

type Example = ReturnType<AttentionStore['example']>;

/** Causes that an account mends: what they concern is the account that is missing, or was refused. */
function accountConcerned(
  group: AttentionGroup,
  book: AccountBook,
  example: () => Example,
): AccountType | undefined {
  if (group.cause === 'account-missing') {
    return missingAccountOf(book, group) ?? accountTypesOf(group)[0];
  }
  if (group.cause !== 'account-refused') return undefined;
  return refusedAccountOf(group, book, example()?.error ?? '');
}

/**
 * The one of the two accounts that RS names in its refusal. Undefined where it names none of ours: a guess would have a
 * good account replaced.
 */
function refusedAccountOf(
  group: AttentionGroup,
  book: AccountBook,
  refusal: string,
): AccountType | undefined {
  const named = new Set(refusal.match(/\d+/g));
  return accountTypesOf(group)
    .filter((type) => type !== 'debtor')
    .find((type) => named.has(findForJob(book, type, group)?.account ?? ''));
}

/** The key that the group shares with others that the same act mends. */
function keyOf(group: AttentionGroup, book: AccountBook, example: () => Example): CauseKey {
  const accountType = accountConcerned(group, book, example);
  if (accountType === undefined) return { cause: group.cause };
  const key = { cause: group.cause, accountType, currency: group.currency };
  if (CONTRA_TYPES.includes(accountType)) return { ...key, ...caseOf(group) };
  if (accountType !== 'non-cash' || group.payment_type === null) return key;
  // A name of its own matters only where the type has an account and this name would get another.
  return { ...key, paymentType: group.payment_type };
}

/** Of a deposit or a payout the name says what it was for; of other cases the case alone decides. */
function caseOf(group: AttentionGroup): Pick<CauseKey, 'businessCase' | 'businessName'> {
  const businessCase = parseBusinessCase(group.business_case ?? '');
  if (businessCase === undefined) return {};
  const { business_name: businessName } = group;
  return {
    businessCase,
    ...(isNamedCase(businessCase) && businessName !== null && { businessName }),
  };
}

function isSameKey(one: CauseKey, other: CauseKey): boolean {
  return (
    one.cause === other.cause &&
    one.accountType === other.accountType &&
    one.currency === other.currency &&
    one.paymentType === other.paymentType &&
    one.paymentName === other.paymentName &&
    one.businessCase === other.businessCase &&
    one.businessName === other.businessName
  );
}

export function groupsOf(
  attention: AttentionStore,
  book: AccountBook,
  key: CauseKey,
): AttentionGroup[] {
  return attention.groupsOf(key.cause).filter((group) =>
    isSameKey(
      keyOf(group, book, () => attention.example(group)),
      key,
    ),
  );
}

export function listCards(
  attention: Pick<AttentionStore, 'groups' | 'example'>,
  book: AccountBook,
) {
  const cards = new Map<string, AttentionCard>();
  let total = NO_JOBS;
  for (const group of attention.groups()) {
    let found: Example;
    const exampleOf = () => (found ??= attention.example(group));
    const key = keyOf(group, book, exampleOf);
    const text = JSON.stringify(key);
    const known = cards.get(text);
    const example = known?.example ?? exampleOf();
    if (!example) continue;
    total = addTallies(total, group.tally);
    cards.set(text, {
      key,
      tally: addTallies(known?.tally ?? NO_JOBS, group.tally),
      places: addPlace(known?.places ?? [], group),
      isMended: (known?.isMended ?? true) && isMended(group, book),
      types: [...new Set([...(known?.types ?? []), group.type])],
      example,
    });
  }
  return { cards: [...cards.values()].sort(mostFirst), total };
}

function isMended(group: AttentionGroup, book: AccountBook): boolean {
  return group.cause === 'account-missing' && missingAccountOf(book, group) === undefined;
}

function addPlace(places: AttentionCard['places'], group: AttentionGroup): AttentionCard['places'] {
  const isHere = (place: AttentionCard['places'][number]) =>
    place.store === group.store && place.payDesk === group.pay_desk;
  const known = places.find(isHere);
  const count = (known?.count ?? 0) + group.tally.count;
  return [
    ...places.filter((place) => !isHere(place)),
    { store: group.store, payDesk: group.pay_desk, count },
  ];
}

/** Groups of the most documents come first; sums of several currencies cannot be compared. */
function mostFirst(one: AttentionCard, other: AttentionCard): number {
  return other.tally.count - one.tally.count;
}
