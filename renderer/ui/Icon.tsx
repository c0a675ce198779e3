/** The icons of the window. */
import { iconShape, type IconName } from './icon-shapes.ts';

export type { IconName };

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  const { svg, path } = iconShape(name, size);
  return (
    <svg {...svg} aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}
