/** A store or a pay desk: its name, whether it still reports, what replaced it. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { DAY } from '../../../shared/domain/time.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import './PlaceTools.css';

/** A shop is closed on Sundays and holidays: only then is silence worth a word. */
const SILENT_AFTER_MS = 4 * DAY;

type Places = CallReply<'places.list'>;
export type PayDesk = Places['payDesks'][number];
export type Store = Places['stores'][number];

export function isSilent(desk: PayDesk, now: number): boolean {
  return (
    desk.offSince === null &&
    desk.mergedInto === null &&
    desk.lastEventAt !== null &&
    now - desk.lastEventAt > SILENT_AFTER_MS
  );
}

export function PlaceTools(props: {
  readonly kind: 'store' | 'pay-desk';
  readonly place: Store | PayDesk;
  readonly payDesks: readonly PayDesk[];
  readonly formats: Formats;
  readonly now: number;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('stores.failed');
  const { kind, place, formats, now } = props;
  const [name, setName] = useState(place.name);
  const id = useId();
  const desk = 'store' in place ? place : null;
  const others = props.payDesks.filter((other) => other.id !== place.id);
  const isOff = place.offSince !== null;

  function tell(work: Promise<unknown>, good: (reply: never) => string | null): void {
    work.then((reply) => {
      const text = good(reply as never);
      if (text !== null) notices.show('good', text);
      props.onChanged();
    }, failed);
  }

  const canRename = name.trim() !== '' && name.trim() !== place.name;
  const rename = () =>
    tell(client.call('places.rename', kind, place.id, name.trim()), () => t('stores.renamed'));

  return (
    <>
      {desk && (
        <p className="quiet">
          {t('stores.id', { id: desk.id })} ·{' '}
          {desk.lastEventAt === null
            ? t('stores.never')
            : t('stores.lastEvent', { when: formats.dateTime(desk.lastEventAt) })}
        </p>
      )}
      {desk && isSilent(desk, now) && desk.lastEventAt !== null && (
        <p className="note-line">
          {t('stores.silent', { name: desk.name, since: formats.dateTime(desk.lastEventAt) })}
        </p>
      )}
      {desk?.offSince && (desk.lastEventAt ?? 0) > desk.offSince && (
        <p className="note-line">{t('stores.offButSpoke')}</p>
      )}
      <div className="place-tools">
        <form
          className="place-name"
          onSubmit={(event) => {
            event.preventDefault();
            if (canRename) rename();
          }}
        >
          <label>
            {t('stores.name')}
            <input
              className="field"
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <button type="submit" className="button button-outline" disabled={!canRename}>
            {t('stores.rename')}
          </button>
        </form>
        <button
          type="button"
          className="button button-outline"
          aria-describedby={`${id}-off`}
          onClick={() => tell(client.call('places.setOff', kind, place.id, !isOff), () => null)}
        >
          {isOff ? t('stores.switchOn') : t('stores.switchOff')}
        </button>
        {desk && others.length > 0 && (
          <label>
            {t('stores.mergeLabel')}
            <select
              className="field"
              aria-describedby={`${id}-merge`}
              value={desk.mergedInto ?? ''}
              onChange={(event) => {
                const into = event.target.value === '' ? null : event.target.value;
                tell(
                  client.call('places.merge', { payDesk: desk.id, into }),
                  (reply: { accounts: number }) =>
                    into === null
                      ? t('stores.separated')
                      : t('stores.merged', { count: reply.accounts }),
                );
              }}
            >
              <option value="">{t('stores.mergeNone')}</option>
              {others.map((other) => (
                <option key={other.id} value={other.id}>
                  {other.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="quiet" id={`${id}-off`}>
        {t('stores.switchOffHint')}
      </p>
      {desk && others.length > 0 && (
        <p className="quiet" id={`${id}-merge`}>
          {t('stores.mergeHint')}
        </p>
      )}
    </>
  );
}
