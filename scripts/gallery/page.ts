/** The page that shows the gallery: a file, without a server. */
import type { Shown } from './collect.ts';

/** @param shown as `collect` tells them @returns HTML; the pictures lie beside it in `now` and `before` */
export function galleryPage(shown: readonly Shown[]): string {
  // A scene's name cannot end the script that carries it.
  const data = JSON.stringify(shown).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>${STYLE}</style>
<header>
  <h1>Gallery</h1>
  <label>Language <select id="language"><option>de<option>en</select></label>
  <label>Look <select id="look"><option>light<option>dark<option>high-contrast<option>zoom</select></label>
  <label>Width <select id="width"><option>1440<option>1024</select></label>
  <label><input type="checkbox" id="changed"> Changed since the last run (<span id="count"></span>)</label>
  <label>Find <input id="find" type="search"></label>
</header>
<main></main>
<script>const SHOWN = ${data};${SCRIPT}</script>
</html>
`;
}

const STYLE = `
  body { margin: 0; font: 15px/1.4 system-ui, sans-serif; background: #f4f4f4; color: #222; }
  header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline;
    padding: 8px 24px; background: #fff; border-bottom: 1px solid #ccc; }
  h1 { margin: 0; font-size: 20px; }
  main { display: grid; gap: 32px; padding: 24px; }
  h2 { margin: 0 0 8px; font-size: 16px; }
  .pair { display: flex; gap: 16px; }
  figure { flex: 1 1 0; min-width: 0; max-width: 1440px; margin: 0; }
  img { max-width: 100%; border: 1px solid #ccc; background: #fff; }
  mark { padding: 0 6px; border-radius: 4px; background: #ffd98a; }
`;

/** Runs in the page, where SHOWN is an array of \`Shown\`. */
const SCRIPT = `
  const by = (id) => document.getElementById(id);
  const figure = (folder, one, words) => {
    const box = document.createElement('figure');
    const image = document.createElement('img');
    image.loading = 'lazy';
    image.src = folder + '/' + encodeURIComponent(one.file);
    image.alt = one.scene + ', ' + words;
    const caption = document.createElement('figcaption');
    caption.textContent = words;
    box.append(image, caption);
    return box;
  };
  function draw() {
    const look = by('look').value;
    by('width').disabled = look === 'zoom';
    const wanted = SHOWN.filter((one) =>
      (by('changed').checked
        ? one.state !== 'same'
        : one.language === by('language').value && one.look === look &&
          (one.width === null || String(one.width) === by('width').value)) &&
      one.scene.includes(by('find').value.trim()));
    document.querySelector('main').replaceChildren(...wanted.map((one) => {
      const section = document.createElement('section');
      const title = document.createElement('h2');
      title.textContent = one.scene + ' · ' + one.language + ' · ' + one.look + (one.width ? ' · ' + one.width : '') + ' ';
      if (one.state !== 'same') title.append(Object.assign(document.createElement('mark'), { textContent: one.state }));
      const pair = Object.assign(document.createElement('div'), { className: 'pair' });
      if (one.state === 'changed' || one.state === 'gone') pair.append(figure('before', one, 'before'));
      if (one.state !== 'gone') pair.append(figure('now', one, 'now'));
      section.append(title, pair);
      return section;
    }));
  }
  const changed = SHOWN.filter((one) => one.state !== 'same').length;
  by('count').textContent = changed;
  for (const id of ['language', 'look', 'width', 'changed', 'find']) by(id).addEventListener('input', draw);
  draw();
`;
