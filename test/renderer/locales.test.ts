/** Two complete languages: every text has its counterpart with the same placeholders, every cause its error card. */
import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../shared/domain/causes.ts';
import { JOB_COLUMN_NAMES } from '../../shared/domain/job-list.ts';
import { JOB_TYPES } from '../../shared/domain/job.ts';
import { SETUP_PROBLEMS } from '../../shared/domain/setup-problems.ts';
import { JOB_STATES } from '../../shared/domain/states.ts';
import { createI18n, LOCALES, resolveLanguage } from '../../renderer/locales/i18n.ts';

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as const]
        : [...flatten(value, `${path}${key}.`)],
    ),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

const de = flatten(LOCALES.de);
const en = flatten(LOCALES.en);

describe('the languages', () => {
  it('have the same keys', () => {
    expect([...en.keys()].sort()).toEqual([...de.keys()].sort());
  });

  it('leave no text empty, and use the same placeholders', () => {
    for (const [key, german] of de) {
      const english = en.get(key) ?? '';
      expect(german.trim(), key).not.toBe('');
      expect(english.trim(), key).not.toBe('');
      expect(placeholders(english), key).toEqual(placeholders(german));
    }
  });

  it('have both plural forms wherever they have one', () => {
    for (const key of de.keys()) {
      if (key.endsWith('_one')) expect(de.has(key.replace(/_one$/, '_other')), key).toBe(true);
    }
  });

  it.each(['de', 'en'] as const)('have an error card for every cause (%s)', (language) => {
    for (const cause of CAUSES) {
      const card = LOCALES[language].cause[cause];
      for (const part of ['what', 'money', 'todo', 'who'] as const) {
        expect(card[part], `${cause}.${part}`).toMatch(/[.!?]$/);
      }
      expect(LOCALES[language].causeName[cause], cause).toBeTruthy();
    }
  });

  it.each(['de', 'en'] as const)(
    'have a card for everything that can hinder setting up (%s)',
    (language) => {
      for (const problem of SETUP_PROBLEMS) {
        const card = LOCALES[language].setupProblem[problem];
        for (const part of ['what', 'money', 'todo', 'who'] as const) {
          expect(card[part], `${problem}.${part}`).toMatch(/[.!?]$/);
        }
      }
    },
  );

  it.each(['de', 'en'] as const)('name every column, type and state (%s)', (language) => {
    const { column, type, state, stateHelp } = LOCALES[language];
    for (const name of JOB_COLUMN_NAMES) expect(column[name], name).toBeTruthy();
    for (const name of JOB_TYPES) expect(type[name], name).toBeTruthy();
    for (const name of JOB_STATES) expect(state[name] && stateHelp[name], name).toBeTruthy();
  });

  it('keep the terms of the original product word for word in English', () => {
    expect(LOCALES.en.toolbar.kick).toBe('KICK JOB');
    expect(LOCALES.en.lamp.label).toBe('Job Status:');
    expect(LOCALES.en.row.showDetails).toBe('SHOW DETAILS');
    expect(LOCALES.en.details.back).toBe('BACK');
    expect(LOCALES.en.status).toEqual({ pending: 'Pending', synced: 'Sync successful' });
    expect(LOCALES.en.message).toEqual({
      'order-synced': 'Order synced to RS',
      'order-not-synced': 'Order NOT synced to RS',
    });
    expect(Object.values(LOCALES.en.type)).toEqual([...JOB_TYPES]);
  });

  it('write numbers in their own way', () => {
    const range = { from: 1_001, to: 1_025, total: 84_000 };
    expect(createI18n('de').t('pager.range', range)).toBe('1.001-1.025 von 84.000');
    expect(createI18n('en').t('pager.range', range)).toBe('1,001-1,025 of 84,000');
  });

  it('follow the user, then the system, then German', () => {
    expect(resolveLanguage('en', ['de-DE'])).toBe('en');
    expect(resolveLanguage('system', ['fr-FR', 'en-GB', 'de'])).toBe('en');
    expect(resolveLanguage('system', ['fr-FR'])).toBe('de');
    expect(resolveLanguage('system', [])).toBe('de');
  });
});
