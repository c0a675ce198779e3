/** Texts that several commands take, checked. */
import { UsageError, type CommandLine, type Option } from './arguments.ts';

const MIN_REASON_CHARACTERS = 3;
const MAX_REASON_CHARACTERS = 500;
const MAX_PLACE_CHARACTERS = 60;

/** @throws UsageError */
export function reasonText(line: CommandLine): string {
  const reason = line.text('reason').trim();
  if (reason.length < MIN_REASON_CHARACTERS || reason.length > MAX_REASON_CHARACTERS) {
    throw new UsageError(
      `--reason is ${MIN_REASON_CHARACTERS} to ${MAX_REASON_CHARACTERS} characters: it stands in the history for good.`,
    );
  }
  return reason;
}

/** @throws UsageError */
export function monthText(line: CommandLine): string {
  const month = line.text('month');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new UsageError(`--month is a year and a month such as 2026-11, not "${month}".`);
  }
  return month;
}

/** A store or a pay desk as its till calls it. @throws UsageError */
export function placeText(line: CommandLine, option: Option): string {
  const place = line.text(option).trim();
  if (place === '' || place.length > MAX_PLACE_CHARACTERS) {
    throw new UsageError(
      `--${option} is the till's own name, up to ${MAX_PLACE_CHARACTERS} characters.`,
    );
  }
  return place;
}
