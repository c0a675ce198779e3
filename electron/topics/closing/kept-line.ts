/** The line that is kept with a seal: its reasons in each language, for whoever reads it later in another one. */
import type { ClosingLine, ClosingReason } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Seal } from '../../core/db/seals.ts';

interface KeptReason extends ClosingReason {
  /** Absent: kept by an earlier program, in the language of that day. */
  readonly texts?: Readonly<Record<Language, string>>;
}

type KeptLine = Omit<ClosingLine, 'reasons'> & { readonly reasons: readonly KeptReason[] };

/** Why a seal was opened where nothing of what is said now keeps it away. */
export const CHANGED_SINCE: Readonly<Record<Language, string>> = {
  de: 'Was Kasse, Jobs oder RetailSuite sagen, ist nicht mehr, was besiegelt wurde; neu gelesen stimmt es wieder überein.',
  en: 'What till, jobs or RetailSuite say is no longer what was sealed; read anew, it agrees again.',
};

/** @param lineIn the same line in a language */
export function keptLine(lineIn: (language: Language) => ClosingLine, language: Language): string {
  const line = lineIn(language);
  const [german, english] = [lineIn('de').reasons, lineIn('en').reasons];
  const reasons = line.reasons.map((reason, index): KeptReason => {
    const texts = { de: german[index]?.text ?? '', en: english[index]?.text ?? '' };
    return { ...reason, texts };
  });
  const kept: KeptLine = { ...line, reasons };
  return JSON.stringify(kept);
}

export function readLine({ line }: Pick<Seal, 'line'>, language: Language): ClosingLine {
  const kept = JSON.parse(line) as KeptLine;
  const reasons = kept.reasons.map(({ code, text, texts }) => ({
    ...{ code, text: texts?.[language] ?? text },
  }));
  return { ...kept, reasons };
}

/** What opened a seal, in a language; as it was kept where only that is known. */
export function openedBy(
  { line, reopenedBy }: Pick<Seal, 'line' | 'reopenedBy'>,
  language: Language,
): string | null {
  if (reopenedBy === null) return null;
  if (Object.values(CHANGED_SINCE).includes(reopenedBy)) return CHANGED_SINCE[language];
  const { reasons } = JSON.parse(line) as KeptLine;
  const found = reasons.find(({ text }) => text === reopenedBy);
  return found?.texts?.[language] ?? reopenedBy;
}
