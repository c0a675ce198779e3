/** What people call their pay desks and stores. */
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReading } from './use-reading.ts';
import { useAppStore } from '../store/app-store.ts';
import { nameOfPlace } from '../ui/accounts/account-slots.ts';

export interface PlaceNames {
  payDesk(id: string): string;
  store(id: string): string;
}

export function usePlaceNames(): PlaceNames {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const read = useCallback(() => client.call('places.list'), [client]);
  const { value: places } = useReading(read);
  return useMemo(() => {
    const named = (all: readonly { id: string; name: string }[] | undefined, id: string) =>
      all?.find((place) => place.id === id) ?? { id, name: id };
    return {
      payDesk: (id) => nameOfPlace('pay-desk', named(places?.payDesks, id), t),
      store: (id) => nameOfPlace('store', named(places?.stores, id), t),
    };
  }, [places, t]);
}
