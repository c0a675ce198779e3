/** `procedure`: the procedure description of this installation as Markdown, with the list of its versions. */
import { createProcedureVersions } from '../../../core/db/procedure-versions.ts';
import { openStore } from '../../../open-store.ts';
import { createProcedureNote } from '../../../topics/procedure/note.ts';
import { procedureMarkdown } from '../../../topics/procedure/procedure.ts';
import { languageOf, type CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';

export const procedure: Command = {
  name: 'procedure',
  usage: '--data DIR [--language de|en] [--json]',
  needsShop: true,
  options: ['language'],
  run: printProcedure,
};

function printProcedure(line: CommandLine, host: CommandHost): Outcome {
  const language = languageOf(line);
  const store = openStore(host);
  try {
    const { version } = host.backendOptions();
    createProcedureNote({ ...host, ...store, version })();
    const versions = createProcedureVersions(store.db).all();
    const text = procedureMarkdown(versions, language, store.timeZone);
    return {
      ok: true,
      lines: versions.map(({ facts: _facts, ...told }) => ({ kind: 'version', ...told })),
      text: text.trimEnd().split('\n'),
    };
  } finally {
    store.close();
  }
}
