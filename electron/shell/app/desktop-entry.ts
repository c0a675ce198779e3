/** The file that starts the program with the session, after the Desktop Entry Specification 1.5. */

/**
 * @param command the program's absolute path and its arguments
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function desktopEntry(command: readonly [string, ...string[]]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Venduo POS',
    `Exec=${stringValue(command.map(execArgument).join(' '))}`,
    // Once the program is removed the entry is passed over.
    `TryExec=${stringValue(command[0])}`,
    '',
  ].join('\n');
}

/** Quoted, whatever it holds; a percent sign would begin a field code. */
function execArgument(argument: string): string {
  return `"${argument.replaceAll(/["\\$`]/g, '\\$&').replaceAll('%', '%%')}"`;
}

/** A value of the type string has escapes of its own, around those of its content. */
function stringValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
}
