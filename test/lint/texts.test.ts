/** Every text that people read comes from the locales: none stands in the screens themselves. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const RENDERER = path.join(import.meta.dirname, '../../renderer');
/** Languages are called what their speakers call them. */
const NAMES = ['Deutsch', 'English'];
const READ_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'label'];
const WORD = /\p{L}{2,}/u;

function literalsOf(file: string, source: string): string[] {
  const found: string[] = [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const note = (node: ts.Node, text: string) => {
    const trimmed = text.trim();
    if (!WORD.test(trimmed) || NAMES.includes(trimmed)) return;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1}: ${trimmed}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression)) {
      if (ts.isJsxElement(node.parent)) note(node, node.expression.text);
    }
    if (
      ts.isJsxAttribute(node) &&
      READ_ATTRIBUTES.includes(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    ) {
      note(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

it('no screen holds a text of its own', () => {
  const files = fs
    .readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.flatMap((name) => literalsOf(name, fs.readFileSync(path.join(RENDERER, name), 'utf8'))),
  ).toEqual([]);
});

it('twin: a text, a name and an expression are found', () => {
  const source = `const a = <p title="Close it">{'Save'} now {t('x')}<i>Deutsch</i></p>;`;
  expect(literalsOf('a.tsx', source)).toEqual([
    'a.tsx:1: Close it',
    'a.tsx:1: Save',
    'a.tsx:1: now',
  ]);
});
