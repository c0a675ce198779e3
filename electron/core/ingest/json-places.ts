/** Where the values of a JSON text stand: engines tell it in words that change, or not at all. */

export interface JsonPlaces {
  /** 0-based position of the first character that no JSON can have there; undefined when the text is JSON. */
  readonly errorAt: number | undefined;
  /** 0-based position by path, such as `payments.0.amountCents`: of a property its name, of an element its value. */
  readonly places: ReadonlyMap<string, number>;
}

/** Thrown and caught here. */
class Wrong extends Error {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }
}

const SPACE = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex -- JSON allows no control characters in a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN =
  /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;
/** No event nests deeper; what does is not followed. */
const DEEPEST = 50;

export function jsonPlaces(text: string): JsonPlaces {
  const places = new Map<string, number>();
  let at = 0;

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  }

  function expectSign(sign: string): void {
    take(SPACE);
    if (text[at] !== sign) throw new Wrong(at);
    at += 1;
  }

  /** After a member: whether another one follows. */
  function goesOn(end: string): boolean {
    take(SPACE);
    const sign = text[at];
    if (sign !== ',' && sign !== end) throw new Wrong(at);
    at += 1;
    return sign === ',';
  }

  function isEmpty(end: string): boolean {
    at += 1;
    take(SPACE);
    if (text[at] !== end) return false;
    at += 1;
    return true;
  }

  function value(path: string, depth: number): void {
    take(SPACE);
    if (depth > DEEPEST) throw new Wrong(at);
    const inside = (part: string | number) => (path === '' ? `${part}` : `${path}.${part}`);
    if (text[at] === '{') {
      if (isEmpty('}')) return;
      do {
        take(SPACE);
        const start = at;
        const name = take(STRING);
        if (name === '') throw new Wrong(at);
        const member = inside(JSON.parse(name) as string);
        places.set(member, start);
        expectSign(':');
        value(member, depth + 1);
      } while (goesOn('}'));
    } else if (text[at] === '[') {
      if (isEmpty(']')) return;
      let index = 0;
      do {
        take(SPACE);
        places.set(inside(index), at);
        value(inside(index), depth + 1);
        index += 1;
      } while (goesOn(']'));
    } else if (take(STRING) === '' && take(PLAIN) === '') {
      throw new Wrong(at);
    }
  }

  try {
    value('', 0);
    take(SPACE);
    return { errorAt: at < text.length ? at : undefined, places };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { errorAt: error.at, places };
  }
}
