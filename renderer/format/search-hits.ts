/** The parts of a cell's text that the search has found, as the row was found by them. */
import { parseAmount } from '../../shared/domain/amount-text.ts';
import { parseMoment } from '../../shared/domain/day-text.ts';
import { findFolded, foldText, type TextSpan } from '../../shared/domain/fold-text.ts';
import type { JobColumn } from '../../shared/domain/job-list.ts';
import { isInName, type SearchMeaning } from '../../shared/domain/search-text.ts';

interface Here {
  /** Epoch ms. */
  readonly now: number;
  readonly timeZone: string;
}

/** @param text of the cell, as it stands there */
export function hitsIn(
  text: string,
  column: JobColumn,
  meaning: SearchMeaning,
  { now, timeZone }: Here,
): TextSpan[] {
  const { amounts, moment } = meaning;
  const whole = (isHit: boolean): TextSpan[] => (isHit && text !== '' ? [[0, text.length]] : []);
  switch (column) {
    case 'billNumber':
    case 'invoiceNumber':
    case 'reference':
      return meaning.isShort ? whole(text === meaning.text) : findFolded(text, meaning.folded);
    case 'store':
    case 'payDesk':
    case 'paymentType':
      if (!isInName(text, meaning)) return [];
      return meaning.isShort ? whole(true) : findFolded(text, meaning.folded);
    case 'postingNumber':
      return whole(text === meaning.text);
    case 'id':
      return whole(meaning.id !== undefined && foldText(text) === String(meaning.id));
    case 'amount': {
      const amount = amounts.length === 0 ? undefined : parseAmount(text.replaceAll(/\s/g, ' '));
      return whole(amount !== undefined && amounts.includes(amount));
    }
    case 'businessDay':
      if (moment?.day === undefined) return [];
      return whole(parseMoment(text, now, timeZone)?.day === moment.day);
    case 'createdAt':
    case 'modifiedAt': {
      if (!moment || (column === 'modifiedAt' && moment.day !== undefined)) return [];
      const shown = parseMoment(text, now, timeZone);
      return whole(shown !== undefined && shown.from >= moment.from && shown.to <= moment.to);
    }
    default:
      return [];
  }
}
