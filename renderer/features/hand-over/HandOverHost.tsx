/** The whole window takes what is dropped on it, and tells how far it is and what came of it. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAppStore } from '../../store/app-store.ts';
import { hasEnded } from '../../store/hand-over.ts';
import { areFiles, readDropped } from '../../ui/hand-over/dropped.ts';
import { Icon } from '../../ui/Icon.tsx';
import { HandOverLine } from './HandOverLine.tsx';
import './HandOver.css';

export function HandOverHost() {
  const { t } = useTranslation();
  const { handOver, sync } = useAppStore();
  const isSetup = useStore(sync.store, ({ snapshot }) => snapshot?.setupOpen ?? false);
  const items = useStore(handOver.store);
  const isOver = useDrop();
  return (
    <>
      <section className="hand-over" aria-label={t('handOver.label')} hidden={items.length === 0}>
        <ul>
          {items.map((item) => (
            <HandOverLine
              key={item.id}
              item={item}
              hasWay={!isSetup}
              onCancel={() => handOver.cancel(item.id)}
            />
          ))}
        </ul>
        {items.some(hasEnded) && (
          <button
            type="button"
            className="button button-icon button-small"
            aria-label={t('handOver.dismiss')}
            onClick={handOver.dismiss}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </section>
      {isOver && (
        <div className="drop-here" aria-hidden="true">
          <Icon name="inbox" size={24} />
          <strong>{t('handOver.drop')}</strong>
          <span className="quiet">{t('handOver.dropHelp')}</span>
        </div>
      )}
    </>
  );
}

/** @returns whether files are held over the window */
function useDrop(): boolean {
  const { handOver } = useAppStore();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const over = (event: DragEvent) => {
      if (!areFiles(event.dataTransfer)) return;
      // Otherwise the browser shows the file in place of the program.
      event.preventDefault();
      setOver(true);
    };
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    // Without a place to go to, the mouse has left the window.
    window.addEventListener(
      'dragleave',
      (event) => event.relatedTarget === null && setOver(false),
      {
        signal,
      },
    );
    window.addEventListener(
      'drop',
      (event) => {
        if (!areFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(false);
        const name = event.dataTransfer.files[0]?.name ?? '';
        readDropped(event.dataTransfer).then(handOver.take, (error: unknown) =>
          handOver.failed(name, error),
        );
      },
      { signal },
    );
    return () => controller.abort();
  }, [handOver]);
  return isOver;
}
