/** How a day stands in one sentence, and that every reason of a closing has its words and its way. */
import { describe, expect, it } from 'vitest';
import { createFormats } from '../../renderer/format/formats.ts';
import { shiftMonth, weeksOf } from '../../renderer/format/calendar.ts';
import { REASON_CODES, reasonCode, reasonWay } from '../../renderer/format/closing-reasons.ts';
import { daySentence, stateOfDay } from '../../renderer/format/closing-words.ts';
import { createI18n, LOCALES } from '../../renderer/locales/i18n.ts';
import type { ClosingDay } from '../../shared/contract/contract.ts';
import { FakeClosing } from './fake-closing.ts';
import { SAMPLE_NOW, SAMPLE_TIME_ZONE } from './sample-jobs.ts';

const fake = new FakeClosing(() => SAMPLE_NOW);
fake.isEmpty = false;

function sentence(date: string, language: 'de' | 'en' = 'de'): string {
  const day = `2021-11-${date}`;
  const data = fake.answer('closing.day', [day, language]) as ClosingDay;
  const formats = createFormats(language, SAMPLE_TIME_ZONE);
  return daySentence({ day, data }, createI18n(language).t, formats).replaceAll('\u00a0', ' ');
}

describe('a day in one sentence', () => {
  it.each([
    ['04', 'Der 04.11. ist rund.'],
    ['05', 'Am 05.11. fehlen in RetailSuite 2 Belege (31,80 €).'],
    ['06', 'Am 06.11. ist etwas ungeklärt.'],
    ['07', 'Am 07.11. war kein Geschäft.'],
    ['08', 'Der 08.11. ist noch nicht besiegelt.'],
    ['09', 'Am 09.11. fehlen in RetailSuite 2 Belege (87,00 €).'],
    ['10', 'Der 10.11. läuft noch.'],
  ])('the %s.', (date, words) => {
    expect(sentence(date)).toBe(words);
  });

  it('is there in English, too', () => {
    expect(sentence('04', 'en')).toBe('Nov 4 is complete.');
    expect(sentence('05', 'en')).toBe('Nov 5: 2 receipts are missing in RetailSuite (€31.80).');
  });

  it('is running while a receipt belongs to no closing, whatever else there is', () => {
    expect(stateOfDay(fake.answer('closing.day', ['2021-11-10', 'de']) as ClosingDay)).toBe(
      'running',
    );
  });
});

describe('every reason of a closing', () => {
  it.each(['de', 'en'] as const)('has its words and the label of its way (%s)', (language) => {
    const { reason, way } = LOCALES[language].closing;
    for (const code of REASON_CODES) {
      expect(reason[code], code).toBeTruthy();
      expect(way[reasonWay(code)], code).toBeTruthy();
    }
  });

  it('of a later program is named in general words', () => {
    expect(reasonCode('rs-moon')).toBe('other');
    expect(reasonWay('rs-moon')).toBe('list');
  });
});

describe('the calendar', () => {
  it('begins weeks on Monday and leaves days of other months out', () => {
    const weeks = weeksOf('2021-11');
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toBe('2021-11-01');
    expect(weeks[4]).toEqual(['2021-11-29', '2021-11-30', null, null, null, null, null]);
    expect(
      weeksOf('2021-02')
        .flat()
        .filter((day) => day !== null),
    ).toHaveLength(28);
  });

  it('goes to the same day of another month, or to its last one', () => {
    expect(shiftMonth('2021-11-10', -1)).toBe('2021-10-10');
    expect(shiftMonth('2021-01-31', 1)).toBe('2021-02-28');
    expect(shiftMonth('2021-12-15', 1)).toBe('2022-01-15');
  });
});
