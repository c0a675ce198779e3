/** Names a closing, whether or not anything is kept of what its till said. */
import type { Drawer } from './till-closings.ts';
import type { TillClosing } from '../../../../shared/domain/till-facts.ts';

export interface ClosingRef extends Drawer {
  /** Z_NR, or what the inbox calls it. */
  readonly number: string;
  /** Null: nothing is kept of what the till said. */
  readonly till: TillClosing | null;
  /** Other closings under the same number; their events carry the time that they were made at in their keys. */
  readonly others: readonly TillClosing[];
  /** The import holds it back for a person. */
  readonly isBlocked: boolean;
}

/** Stands for the closing wherever something is kept about it. */
export function closingKey({ store, payDesk, number, currency, till }: ClosingRef): string {
  return [store, payDesk, number, currency, till?.madeAt ?? ''].join('\n');
}
