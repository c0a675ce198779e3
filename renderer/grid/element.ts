/** Elements of the grid's cells, which are drawn without React: a page of rows has hundreds of them. */
import { iconShape, type IconName } from '../ui/icon-shapes.ts';

interface Given {
  readonly className?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { className, attributes = {}, children = [] }: Given = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

export function iconElement(name: IconName, size: number): SVGSVGElement {
  const { svg, path } = iconShape(name, size);
  const made = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ ...svg, ariaHidden: 'true', focusable: 'false' })) {
    made.setAttribute(ATTRIBUTES[key] ?? key, String(value));
  }
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  made.append(line);
  return made;
}

/** SVG writes these with a hyphen, React does not. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  strokeWidth: 'stroke-width',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
  ariaHidden: 'aria-hidden',
};

/** An unchanged text is left alone: each change of the page reaches its mutation observers. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function setAttribute(target: HTMLElement, name: string, value: string): void {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

export function setChildren(target: HTMLElement, children: readonly Node[]): void {
  const isSame =
    target.childNodes.length === children.length &&
    children.every((child, index) => child === target.childNodes[index]);
  if (!isSame) target.replaceChildren(...children);
}
