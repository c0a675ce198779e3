/** The page that the browser shows when it comes back from RetailSuite: both languages, because the page knows none. */

import { createHash } from 'node:crypto';

const TEXTS = {
  done: [
    'Anmeldung erledigt',
    'Sie können dieses Fenster schließen und in Venduo POS weitermachen.',
    'Signed in',
    'You can close this window and go on in Venduo POS.',
  ],
  refused: [
    'Die Anmeldung hat nicht geklappt',
    'Es wurde nichts gespeichert und nichts gebucht. Der Grund und der nächste Schritt stehen in Venduo POS.',
    'Signing in did not work',
    'Nothing was stored and nothing was booked. Venduo POS shows the reason and the next step.',
  ],
  stranger: [
    'Diese Antwort gehört zu keiner laufenden Anmeldung',
    'Es wurde nichts gespeichert. Starten Sie die Anmeldung in Venduo POS noch einmal.',
    'This answer belongs to no sign-in that is under way',
    'Nothing was stored. Start the sign-in in Venduo POS once more.',
  ],
} as const;

const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } section + section { margin-top: 2.5rem; opacity: .8 } h2 { font-size: 1rem; margin: 0 }`;

/** No script, nothing from elsewhere, and no style but the page's own. */
export const SIGN_IN_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function signInPage(what: keyof typeof TEXTS): string {
  const [titleDe, textDe, titleEn, textEn] = TEXTS[what];
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Venduo POS</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main><section><h1>${titleDe}</h1><p>${textDe}</p></section>
<section lang="en"><h2>${titleEn}</h2><p>${textEn}</p></section></main></body></html>`;
}
