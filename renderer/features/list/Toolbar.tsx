/**
 * The toolbar: KICK JOB, the pause and the lamp on the left, refresh and the two bars on the right. It is one row: in a
 * narrow window what is rarely used stands in a menu.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../format/formats.ts';
import type { Lamp, Progress } from '../../format/status-sentence.ts';
import { ExportButton, type ExportButtonProps } from './ExportButton.tsx';
import type { ExportChoice } from './ExportMenu.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { RunProgress } from './RunProgress.tsx';
import { StatusLamp, type Way } from './StatusLamp.tsx';
import { useRoom } from '../../ui/use-room.ts';
import './Toolbar.css';

export interface ToolbarProps {
  readonly lamp: Lamp;
  readonly kicking: boolean;
  /** How far the run is; null while there is none to tell. */
  readonly progress: Progress | null;
  /** A person has stopped the sending: the switch goes on instead. */
  readonly stopped: boolean;
  /** The switch is on its way to the backend. */
  readonly switching: boolean;
  /** Where the sentence of the lamp can be acted upon. */
  readonly way: Way | null;
  readonly loading: boolean;
  /** When the rows were read; null before that. */
  readonly asOf: number | null;
  readonly formats: Formats;
  readonly columnCount: number;
  readonly filterCount: number;
  readonly columnsOpen: boolean;
  readonly filterOpen: boolean;
  /** Finds a document by any part of it; null: it stands elsewhere. */
  readonly search: ReactNode;
  /** The export of the list; null: none is running. */
  readonly exporting: ExportButtonProps['running'];
  onKick(): void;
  onStop(): void;
  onRefresh(): void;
  onColumns(): void;
  onFilter(): void;
  onExport(choice: ExportChoice): void;
  onExportCancel(): void;
}

export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation();
  const { asOf, formats, exporting } = props;
  const room = useRoom();
  const asOfHint = asOf === null ? '' : t('toolbar.asOfHint', { exact: formats.exact(asOf) });

  const opener = (
    icon: IconName,
    label: string,
    open: boolean,
    count: number,
    onPress: () => void,
  ) => (
    <button
      type="button"
      className="button opener"
      aria-expanded={open}
      data-counts={count > 0 ? '' : undefined}
      onClick={onPress}
    >
      <Icon name={icon} />
      {room.small ? (
        <>
          <span className="visually-hidden">{label}</span>
          <span aria-hidden="true">({formats.number(count)})</span>
        </>
      ) : (
        <>
          {label}
          <Icon name="down" size={12} />
        </>
      )}
    </button>
  );

  return (
    <div className="toolbar" role="group" aria-label={t('toolbar.label')}>
      <div className="toolbar-run">
        <button
          type="button"
          className="button button-text kick"
          title={t('toolbar.kickHint')}
          aria-disabled={props.kicking}
          onClick={() => {
            // Not `disabled`: the keyboard must not lose its place while the request is out.
            if (!props.kicking) props.onKick();
          }}
        >
          {t('toolbar.kick')}
        </button>
        <button
          type="button"
          className="button button-text stop"
          title={t(props.stopped ? 'toolbar.resumeHint' : 'toolbar.stopHint')}
          aria-disabled={props.switching}
          onClick={() => {
            if (props.switching) return;
            if (props.stopped) props.onKick();
            else props.onStop();
          }}
        >
          <Icon name={props.stopped ? 'play' : 'pause'} size={14} />
          {t(props.stopped ? 'toolbar.resume' : 'toolbar.stop')}
        </button>
        <StatusLamp label={t('lamp.label')} lamp={props.lamp} room={room} way={props.way} />
      </div>
      <div className="toolbar-view">
        {props.search}
        {asOf !== null && !room.narrow && (
          <span className="quiet numbers as-of" title={asOfHint}>
            {t('toolbar.asOf', { time: formats.clockTime(asOf) })}
          </span>
        )}
        <button
          type="button"
          className="button button-icon refresh"
          aria-label={t('toolbar.refresh')}
          title={`${t('toolbar.refresh')}. ${asOfHint}`}
          aria-busy={props.loading}
          onClick={props.onRefresh}
        >
          <Icon name="refresh" size={18} />
        </button>
        {(!room.narrow || exporting !== null) && (
          <ExportButton
            running={exporting}
            formats={formats}
            onExport={props.onExport}
            onCancel={props.onExportCancel}
          />
        )}
        {!room.narrow &&
          opener(
            'columns',
            t('toolbar.columns', { count: props.columnCount }),
            props.columnsOpen,
            0,
            props.onColumns,
          )}
        {opener(
          'filter',
          t('toolbar.filter', { count: props.filterCount }),
          props.filterOpen,
          props.filterCount,
          props.onFilter,
        )}
        {room.narrow && (
          <MoreMenu
            isCompact={room.small}
            columnCount={props.columnCount}
            columnsOpen={props.columnsOpen}
            isExporting={exporting !== null}
            asOf={asOfHint}
            onColumns={props.onColumns}
            onExport={props.onExport}
          />
        )}
      </div>
      {props.progress && <RunProgress progress={props.progress} />}
    </div>
  );
}
