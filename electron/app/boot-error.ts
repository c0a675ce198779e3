/** What is shown when the backend cannot start: the reason and the next step, never an empty window. */
import { app, dialog } from 'electron';

/** Both languages: no setting can be read yet. */
export function showBootError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const title = app.getLocale().startsWith('de')
    ? 'Venduo POS kann nicht starten. Ihre Daten sind unverändert.'
    : 'Venduo POS cannot start. Your data are unchanged.';
  process.stderr.write(`${title}\n${message}\n`);
  if (!process.env['VENDUO_NO_DIALOG']) dialog.showErrorBox(title, message);
}
