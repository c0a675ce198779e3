/** Names a closing, whether or not anything is kept of what its till said. */
import type { Drawer } from './till-closings.ts';
import type { TillClosing } from '../../../../shared/domain/till-facts.ts';

export interface ToldClosing extends Drawer {
  /** Z_NR, or what the inbox calls it. */
  readonly number: string;
  /** Null: nothing is kept of what the till said. */
  readonly till: TillClosing | null;
  /** Other closings under the same number; their events carry the time that they were made at in their keys. */
  readonly others: readonly TillClosing[];
  readonly isBlocked: false;
}

/** The import holds it back for a person: nothing of its export is stored. */
export interface BlockedClosing extends Pick<ToldClosing, 'store' | 'payDesk' | 'number'> {
  /** Null: its export does not tell it. */
  readonly currency: string | null;
  readonly till: null;
  readonly others: readonly [];
  readonly isBlocked: true;
}

export type ClosingRef = ToldClosing | BlockedClosing;

/** Stands for the closing wherever something is kept about it. */
export function closingKey({ store, payDesk, number, currency, till }: ClosingRef): string {
  return [store, payDesk, number, currency ?? '', till?.madeAt ?? ''].join('\n');
}
