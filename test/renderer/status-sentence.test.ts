/** The lamp: red means that a person must act or money cannot get through; the sentence names count, money, since when, and what happens next. */
import { describe, expect, it } from 'vitest';
import type { EngineStatus, Tally } from '../../shared/contract/contract.ts';
import type { Language } from '../../shared/domain/preferences.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import { createFormats } from '../../renderer/format/formats.ts';
import { describeStatus } from '../../renderer/format/status-sentence.ts';
import { createI18n } from '../../renderer/locales/i18n.ts';
import { SAMPLE_NOW, SAMPLE_TIME_ZONE } from './sample-jobs.ts';

const NONE: Tally = { count: 0, sums: {}, oldestAt: null };
const tally = (count: number, cents: number, oldestAt = SAMPLE_NOW - 2 * HOUR): Tally => ({
  count,
  sums: { EUR: cents },
  oldestAt,
});

const IDLE: EngineStatus = {
  running: false,
  pause: null,
  run: null,
  pending: NONE,
  waiting: NONE,
  waitingInvoice: NONE,
  sending: NONE,
  unclear: NONE,
  attention: NONE,
  aside: NONE,
  total: 84,
  nextDueAt: null,
  lastBookedAt: SAMPLE_NOW - 5 * MINUTE,
  connected: true,
};

function say(language: Language, status: Partial<EngineStatus>, linkIsLive = true) {
  const t = createI18n(language).t;
  const formats = createFormats(language, SAMPLE_TIME_ZONE);
  const lamp = describeStatus(
    { status: { ...IDLE, ...status }, linkIsLive, now: SAMPLE_NOW },
    t,
    formats,
  );
  // Intl writes no-break spaces; the table below is typed with plain ones.
  const word = lamp.word === '' ? '' : `${lamp.word} · `;
  const text = `${word}${lamp.headline}. ${lamp.detail}`.replaceAll(/[\u00a0\u202f]/g, ' ');
  return { colour: lamp.colour, shape: lamp.shape, text };
}

const OFFLINE = {
  cause: 'offline',
  since: SAMPLE_NOW - HOUR,
  until: SAMPLE_NOW + 4 * MINUTE,
} as const;
const SIGN_IN = { cause: 'sign-in-expired', since: SAMPLE_NOW - HOUR, until: null } as const;

const ended = (booked: number, ms: number, ago: number) => ({
  startedAt: SAMPLE_NOW - ago - ms,
  endedAt: SAMPLE_NOW - ago,
  booked,
  remaining: 0,
  perMinute: null,
});
const stopped = (hours: number) =>
  ({ cause: 'stopped', since: SAMPLE_NOW - hours * HOUR, until: null }) as const;

describe('the lamp', () => {
  it.each([
    {
      when: 'all done',
      status: {},
      colour: 'blue',
      shape: 'done',
      de: 'Alles in RS. Zuletzt gebucht: 14:49.',
      en: 'Everything is in RS. Last booked: 2:49 PM.',
    },
    {
      when: 'first run',
      status: { total: 0, lastBookedAt: null },
      colour: 'blue',
      shape: 'waiting',
      de: 'Noch keine Belege. Wartet auf die Kasse.',
      en: 'No receipts yet. Waiting for the till.',
    },
    {
      when: 'a run',
      status: {
        running: true,
        pending: tally(3, 128_450),
        run: { startedAt: SAMPLE_NOW, endedAt: null, booked: 9, remaining: 3, perMinute: 413.2 },
      },
      colour: 'blue',
      shape: 'working',
      de: 'Läuft · 3 Belege (1.284,50 €) werden gesendet. 9 von 12 gebucht. 410 je Minute. Noch etwa 1 Sek.',
      en: 'Running · Sending 3 receipts (€1,284.50). 9 of 12 booked. 410 per minute. About 1 sec left.',
    },
    {
      when: 'a run whose end cannot be known: no rate yet, and RS is asked about one',
      status: {
        running: true,
        pending: tally(3, 128_450),
        unclear: tally(1, 100),
        run: { startedAt: SAMPLE_NOW, endedAt: null, booked: 9, remaining: 3, perMinute: null },
      },
      colour: 'blue',
      shape: 'working',
      de: 'Läuft · 3 Belege (1.284,50 €) werden gesendet. 9 von 12 gebucht.',
      en: 'Running · Sending 3 receipts (€1,284.50). 9 of 12 booked.',
    },
    {
      when: 'a run that has just ended',
      status: { run: ended(84, 12_000, MINUTE) },
      colour: 'blue',
      shape: 'done',
      de: 'Alles in RS. 84 gebucht in 12 Sek.',
      en: 'Everything is in RS. 84 booked in 12 sec.',
    },
    {
      when: 'a run that ended a while ago',
      status: { run: ended(84, 12_000, 3 * MINUTE) },
      colour: 'blue',
      shape: 'done',
      de: 'Alles in RS. Zuletzt gebucht: 14:49.',
      en: 'Everything is in RS. Last booked: 2:49 PM.',
    },
    {
      when: 'waiting, one document, with its next step',
      status: {
        pending: tally(1, 5_999),
        waitingInvoice: tally(1, 5_999),
        nextDueAt: SAMPLE_NOW + 4 * MINUTE,
      },
      colour: 'blue',
      shape: 'waiting',
      de: '1 Beleg (59,99 €) noch nicht in RS. Ältester: 12:54. Davon 1 ohne Rechnung in RS. Geht in 4 Min. von selbst weiter.',
      en: '1 receipt (€59.99) not in RS yet. Oldest: 12:54 PM. Of these, 1 without an invoice in RS. Continues in 4 min.',
    },
    {
      when: 'a person is needed',
      status: {
        pending: tally(5, 50_000),
        attention: tally(2, 12_000),
        aside: tally(1, 1_000),
      },
      colour: 'red',
      shape: 'attention',
      de: '2 Belege (120,00 €) brauchen Sie. Ältester: 12:54. Dazu 2 Belege (370,00 €), die von selbst weitergehen.',
      en: '2 receipts (€120.00) need you. Oldest: 12:54 PM. 2 receipts (€370.00) more, which continue automatically.',
    },
    {
      when: 'offline in the middle of a run',
      status: { running: true, pause: OFFLINE, pending: tally(2, 7_000) },
      colour: 'red',
      shape: 'paused',
      de: 'Offline · Keine Verbindung zu RS seit 13:54. 2 Belege (70,00 €) sicher auf diesem PC gespeichert. Nächster Versuch in 4 Min.',
      en: 'Offline · No connection to RS since 1:54 PM. 2 receipts (€70.00) safely stored on this PC. Next try in 4 min.',
    },
    {
      when: 'the sign-in expired: only a person can go on',
      status: { pause: SIGN_IN, pending: tally(2, 7_000) },
      colour: 'red',
      shape: 'paused',
      de: 'Abgemeldet · Anmeldung bei RS abgelaufen seit 13:54. 2 Belege (70,00 €) sicher auf diesem PC gespeichert. Melden Sie sich neu an. Danach wird alles von selbst gesendet.',
      en: 'Signed out · Sign-in to RS expired since 1:54 PM. 2 receipts (€70.00) safely stored on this PC. Sign in again. Then everything is sent automatically.',
    },
    {
      when: 'stopped by a person: what waits, and that only KICK JOB goes on',
      status: { pause: stopped(1), pending: tally(3, 8_000), aside: tally(1, 1_000) },
      colour: 'red',
      shape: 'paused',
      de: 'Von Hand angehalten, seit 13:54. 2 Belege (70,00 €) warten, sicher auf diesem PC gespeichert. Mit KICK JOB geht es weiter.',
      en: 'Stopped by hand, since 1:54 PM. 2 receipts (€70.00) wait, safely stored on this PC. Resume with KICK JOB.',
    },
    {
      when: 'stopped, and two are still out',
      status: {
        running: true,
        pause: stopped(0),
        pending: tally(3, 8_000),
        sending: tally(2, 5_000),
      },
      colour: 'red',
      shape: 'paused',
      de: 'Hält an: 2 Belege bekommen noch ihre Antwort. 3 Belege (80,00 €) warten, sicher auf diesem PC gespeichert. Mit KICK JOB geht es weiter.',
      en: 'Stopping: 2 receipts still get their answer. 3 receipts (€80.00) wait, safely stored on this PC. Resume with KICK JOB.',
    },
    {
      when: 'stopped with nothing open, however long',
      status: { pause: stopped(9) },
      colour: 'red',
      shape: 'paused',
      de: 'Von Hand angehalten, seit 05:54. Es ist nichts offen. Neue Belege werden gespeichert und nicht gesendet. Mit KICK JOB geht es weiter.',
      en: 'Stopped by hand, since 5:54 AM. Nothing is open. New receipts are stored and not sent. Resume with KICK JOB.',
    },
    {
      when: 'a stop that was forgotten asks for a person',
      status: { pause: stopped(3), pending: tally(1, 8_000) },
      colour: 'red',
      shape: 'attention',
      de: 'Noch immer angehalten, seit 11:54. Das braucht Sie. 1 Beleg (80,00 €) wartet, sicher auf diesem PC gespeichert. Mit KICK JOB geht es weiter.',
      en: 'Still stopped, since 11:54 AM. This needs you. 1 receipt (€80.00) waits, safely stored on this PC. Resume with KICK JOB.',
    },
    {
      when: 'never connected',
      status: { connected: false, pending: tally(2, 7_000) },
      colour: 'red',
      shape: 'attention',
      de: 'Noch nicht mit RetailSuite verbunden. 2 Belege (70,00 €) sicher auf diesem PC gespeichert. Sobald die Verbindung eingerichtet ist, wird alles von selbst gesendet.',
      en: 'Not connected to RetailSuite yet. 2 receipts (€70.00) safely stored on this PC. Once the connection is set up, everything is sent automatically.',
    },
  ] as const)('$when', ({ status, colour, shape, de, en }) => {
    expect(say('de', status)).toEqual({ colour, shape, text: de });
    expect(say('en', status)).toEqual({ colour, shape, text: en });
  });

  it('is blue while it works and when all is in RetailSuite', () => {
    expect(say('de', { running: true, pending: tally(3, 300) }).colour).toBe('blue');
    expect(say('de', {}).colour).toBe('blue');
  });

  it.each([
    ['stopped', { pause: stopped(0) }],
    ['stopped while the last ones are out', { running: true, pause: stopped(0) }],
    ['signed out', { pause: SIGN_IN }],
    ['never connected', { connected: false }],
    ['frozen', { pause: { ...OFFLINE, cause: 'frozen' } }],
    ['offline with something unsent', { pause: OFFLINE, pending: tally(1, 100) }],
    ['a drive that cannot be written', { pause: { ...SIGN_IN, cause: 'disk-fault' } }],
    ['a job that needs a person', { attention: tally(1, 100), pending: tally(1, 100) }],
    [
      'a job that needs a person while others are sent',
      { running: true, attention: tally(1, 100), pending: tally(2, 200) },
    ],
  ] as const)('is red: %s', (_, status) => {
    expect(say('de', status).colour).toBe('red');
  });

  it.each([
    ['waiting with a time', { pending: tally(1, 100), nextDueAt: SAMPLE_NOW + MINUTE }],
    ['waiting for its invoice', { pending: tally(1, 100), waitingInvoice: tally(1, 100) }],
    ['on hold or excluded', { pending: tally(1, 100), aside: tally(1, 100) }],
    ['offline with nothing to send', { pause: OFFLINE }],
    [
      'offline, and all that is open is put aside',
      { pause: OFFLINE, pending: tally(1, 100), aside: tally(1, 100) },
    ],
    ['quiet hours', { pause: { ...OFFLINE, cause: 'quiet-hours' }, pending: tally(1, 100) }],
  ] as const)('is not red: %s', (_, status) => {
    expect(say('de', status).colour).toBe('blue');
  });

  it.each([
    ['stopped', { pause: stopped(1) }, /angehalten/, /Stopped/],
    ['offline', { pause: OFFLINE, pending: tally(1, 1) }, /^Offline/, /^Offline/],
    ['signed out', { pause: SIGN_IN }, /^Abgemeldet/, /^Signed out/],
    ['frozen', { pause: { ...OFFLINE, cause: 'frozen' } }, /^Eingefroren/, /^Frozen/],
  ] as const)('says it in a word: %s', (_, status, de, en) => {
    expect(say('de', status).text).toMatch(de);
    expect(say('en', status).text).toMatch(en);
    expect(say('de', status).text).not.toContain('Alles in RS');
  });

  it('does not claim to know when the backend does not answer', () => {
    expect(say('de', { running: true }, false)).toMatchObject({ colour: 'grey', shape: 'lost' });
  });

  it('adds money by currency and never across', () => {
    const pending = { count: 2, sums: { EUR: 1_000, CHF: 500 }, oldestAt: null };
    expect(say('de', { pending }).text).toContain('2 Belege (5,00 CHF und 10,00 €)');
  });
});
