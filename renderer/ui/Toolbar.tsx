/** The toolbar: KICK JOB, STOP and the lamp on the left, refresh and the two bars on the right. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../format/formats.ts';
import type { Lamp, Progress } from '../format/status-sentence.ts';
import { Icon, type IconName } from './Icon.tsx';
import { RunProgress } from './RunProgress.tsx';
import { StatusLamp } from './StatusLamp.tsx';
import './Toolbar.css';

export interface ToolbarProps {
  readonly lamp: Lamp;
  readonly kicking: boolean;
  /** How far the run is; null while there is none to tell. */
  readonly progress: Progress | null;
  /** A run is active that can be stopped. */
  readonly stoppable: boolean;
  readonly loading: boolean;
  /** When the rows were read; null before that. */
  readonly asOf: number | null;
  readonly formats: Formats;
  readonly columnCount: number;
  readonly filterCount: number;
  readonly columnsOpen: boolean;
  readonly filterOpen: boolean;
  /** Finds a document by any part of it. */
  readonly search: ReactNode;
  /** Stands before the bars: the export of the list. */
  readonly exporter: ReactNode;
  onKick(): void;
  onStop(): void;
  onRefresh(): void;
  onColumns(): void;
  onFilter(): void;
}

export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation();
  const { asOf, formats } = props;

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
      {label}
      <Icon name="down" size={12} />
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
          title={t('toolbar.stopHint')}
          aria-disabled={!props.stoppable}
          onClick={() => {
            if (props.stoppable) props.onStop();
          }}
        >
          {t('toolbar.stop')}
        </button>
        <StatusLamp label={t('lamp.label')} lamp={props.lamp} />
      </div>
      <div className="toolbar-view">
        {props.search}
        {asOf !== null && (
          <span
            className="quiet numbers as-of"
            title={t('toolbar.asOfHint', { exact: formats.exact(asOf) })}
          >
            {t('toolbar.asOf', { time: formats.clockTime(asOf) })}
          </span>
        )}
        <button
          type="button"
          className="button button-icon refresh"
          aria-label={t('toolbar.refresh')}
          title={t('toolbar.refresh')}
          aria-busy={props.loading}
          onClick={props.onRefresh}
        >
          <Icon name="refresh" size={18} />
        </button>
        {props.exporter}
        {opener(
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
      </div>
      {props.progress && <RunProgress progress={props.progress} />}
    </div>
  );
}
