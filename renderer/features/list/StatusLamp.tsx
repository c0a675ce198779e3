/**
 * The lamp: colour, shape and words say the same, so that none of them is needed alone.
 *
 * Its figures change every moment: a screen reader hears when it turns red and when all is well again, and from
 * `RunProgress` how far a run is now and then.
 */
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Lamp } from '../../format/status-sentence.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Room } from '../../ui/use-room.ts';
import { useSpokenLamp } from './use-spoken.ts';
import './StatusLamp.css';

const SIGNS: Readonly<Record<Lamp['shape'], string>> = {
  working: 'M5 8h5.5M8 5.2L10.8 8 8 10.8',
  paused: 'M6.3 5.5v5M9.7 5.5v5',
  attention: 'M8 4.6v4.2M8 11.4h.01',
  done: 'M5 8.2l2.1 2.1L11 6',
  waiting: 'M8 5.4V8l1.8 1.2',
  lost: 'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
};

export interface StatusLampProps {
  readonly label: string;
  readonly lamp: Lamp;
  /** Where the sentence may be cut, a button opens the whole of it. */
  readonly room: Room;
  /** Where what the sentence says can be acted upon. */
  readonly way: Way | null;
}

export interface Way {
  readonly href: string;
  readonly label: string;
}

export function StatusLamp({ label, lamp, room, way }: StatusLampProps) {
  const { t } = useTranslation();
  const spoken = useSpokenLamp(lamp);
  const words = (
    <>
      <span className="lamp-headline">
        {lamp.word === '' ? lamp.headline : `${lamp.word} · ${lamp.headline}`}
      </span>{' '}
      <span className="lamp-detail quiet" title={lamp.detail}>
        {lamp.detail}
      </span>
    </>
  );
  const sentence = (
    <div
      className={room.small ? 'lamp lamp-short' : 'lamp'}
      role="status"
      aria-live="off"
      data-colour={lamp.colour}
      data-shape={lamp.shape}
    >
      <span className={room.narrow ? 'visually-hidden' : 'lamp-label'}>{label}</span>
      <svg className="lamp-light" width="20" height="20" viewBox="0 0 16 16" aria-hidden="true">
        {lamp.colour === 'blue' ? (
          <circle cx="8" cy="8" r="7" />
        ) : (
          <rect x="1" y="1" width="14" height="14" rx="4" />
        )}
        <path d={SIGNS[lamp.shape]} />
      </svg>
      <p className="lamp-words">{words}</p>
    </div>
  );
  const voice = (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  );
  const link = way && (
    <a className="button button-small button-outline lamp-way" href={way.href}>
      {way.label}
    </a>
  );
  if (!room.narrow || lamp.detail === '') {
    return (
      <>
        {sentence}
        {voice}
        {link}
      </>
    );
  }
  return (
    <>
      {sentence}
      {voice}
      <DialogTrigger>
        <Button className="button button-icon button-small lamp-more" aria-label={t('lamp.whole')}>
          <Icon name="down" size={12} />
        </Button>
        <Popover className="popover" placement="bottom">
          <Dialog className="lamp-whole" aria-label={label}>
            <p>{words}</p>
          </Dialog>
        </Popover>
      </DialogTrigger>
      {link}
    </>
  );
}
