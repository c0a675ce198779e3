/** Finds where the values of a JSON text stand: the engine's own messages change between versions, or name no place. */
import { visit, type JSONPath } from 'jsonc-parser';

export interface JsonPlaces {
  /** 0-based position of the first token that no JSON can have there; undefined when the text is JSON. */
  readonly errorAt: number | undefined;
  /** 0-based position by path, such as `payments.0.amountCents`: a property's name, an element's value. */
  readonly places: ReadonlyMap<string, number>;
}

/** No event nests deeper. The parser recurses, and a line full of brackets must not exhaust the stack. */
const MAX_DEPTH = 50;

/** Ends a visit early; thrown and caught here. One for all: a stack for each of many bad lines takes seconds. */
const VISIT_ENDED = new Error('The visit ended.');

export function jsonPlaces(text: string): JsonPlaces {
  const places = new Map<string, number>();
  let errorAt: number | undefined;
  let depth = 0;

  const noteElement = (offset: number, path: JSONPath) => {
    if (typeof path.at(-1) === 'number') places.set(path.join('.'), offset);
  };
  const stopAt = (offset: number): never => {
    errorAt = offset;
    throw VISIT_ENDED;
  };
  const begin = (
    offset: number,
    _length: number,
    _line: number,
    _at: number,
    p: () => JSONPath,
  ) => {
    noteElement(offset, p());
    depth += 1;
    if (depth > MAX_DEPTH) stopAt(offset);
  };
  const end = () => {
    depth -= 1;
  };

  try {
    visit(
      text,
      {
        onObjectBegin: begin,
        onObjectEnd: end,
        onArrayBegin: begin,
        onArrayEnd: end,
        onObjectProperty: (name, offset, _length, _line, _at, path) => {
          places.set([...path(), name].join('.'), offset);
        },
        onLiteralValue: (_value, offset, _length, _line, _at, path) => noteElement(offset, path()),
        onError: (_code, offset) => stopAt(startOfWord(text, offset)),
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch (error) {
    if (error !== VISIT_ENDED) throw error;
  }
  return { errorAt, places };
}

/** The parser splits `007` into `0` and `07`; a person means the whole of it. */
function startOfWord(text: string, at: number): number {
  if (!/[\w.]/.test(text[at] ?? '')) return at;
  const [before = ''] = /[\w.+-]*$/.exec(text.slice(0, at)) ?? [];
  return at - before.length;
}
