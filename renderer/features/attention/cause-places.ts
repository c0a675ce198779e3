/** Where the documents of a cause come from, in words. */
import type { AttentionCard } from '../../../shared/contract/contract.ts';
import type { StoresData } from '../../hooks/use-stores.ts';
import type { Translate } from '../../locales/i18n.ts';
import { nameOfPlace, type Scope } from '../../ui/accounts/account-slots.ts';

/** Pay desks that are named; the rest are a number. */
const MAX_NAMED_PAY_DESKS = 5;

/** `Pay desks: front, bar and 3 more`. */
export function payDesksToWords(
  { places }: AttentionCard,
  stores: StoresData | null,
  t: Translate,
): string {
  const names = namesOf(stores, t);
  const more = places.length - MAX_NAMED_PAY_DESKS;
  return t('attention.places', {
    count: places.length,
    places: [
      ...places.slice(0, MAX_NAMED_PAY_DESKS).map(({ payDesk }) => names.payDesk(payDesk)),
      ...(more > 0 ? [t('attention.placesMore', { count: more })] : []),
    ].join(', '),
  });
}

/** For all, or for a store or pay desk of these documents. */
export function scopesOf(cause: AttentionCard, stores: StoresData | null, t: Translate) {
  const storeIds = [...new Set(cause.places.map(({ store }) => store))];
  const names = namesOf(stores, t);
  return [
    { key: 'all', name: t('stores.all'), scope: {} as Scope },
    ...storeIds.map((store) => ({
      key: `store ${store}`,
      name: names.store(store),
      scope: { store } as Scope,
    })),
    ...cause.places.map(({ store, payDesk }) => ({
      key: `desk ${store} ${payDesk}`,
      name: `${names.store(store)} – ${names.payDesk(payDesk)}`,
      scope: { store, payDesk } as Scope,
    })),
  ];
}

function namesOf(stores: StoresData | null, t: Translate) {
  const named = (places: readonly { id: string; name: string }[] | undefined, id: string) =>
    places?.find((place) => place.id === id) ?? { id, name: id };
  return {
    store: (id: string) => nameOfPlace('store', named(stores?.places.stores, id), t),
    payDesk: (id: string) => nameOfPlace('pay-desk', named(stores?.places.payDesks, id), t),
  };
}
