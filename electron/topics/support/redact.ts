/** Removes what must never be written down: tokens and secrets, wherever they stand in a text. */

const SECRET =
  /((?:access_token|refresh_token|client_secret|authorization|bearer)["'\s:=]+(?:bearer\s+)?)[^"'\s,;&}]+/gi;

export function redact(text: string): string {
  return text.replace(SECRET, '$1***');
}
