/** The icons of the window as attributes of SVG, for React and for cells that are drawn without it. */
const PATHS = {
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.5v3h-3',
  columns: 'M2 3h3v10H2zM6.5 3h3v10h-3zM11 3h3v10h-3z',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  down: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  pin: 'M5 2h6M6 2v4.5L4 9.5h8L10 6.5V2M8 9.5V14',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  first: 'M4 3v10M12 4L8 8l4 4',
  previous: 'M10 4L6 8l4 4',
  next: 'M6 4l4 4-4 4',
  last: 'M12 3v10M4 4l4 4-4 4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  retry: 'M2.5 8a5.5 5.5 0 1 0 1.6-3.9M2.5 1.5v3h3',
  back: 'M13 8H3M7 4L3 8l4 4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M10.4 10.4L14 14',
  up: 'M4 10l4-4 4 4',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9l7.5-4.5z',
  minus: 'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M5 8h6',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
  help: 'M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.6h.01',
  alert: 'M8 2.5v7M8 13h.01',
  inbox: 'M2.5 9.5l2-6h7l2 6v3.5h-11zM2.5 9.5h3l1 1.75h3l1-1.75h3',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  sliders:
    'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M8 4.5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4 11.5a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED_ICONS: readonly IconName[] = ['columns'];
const THICK_ICONS: readonly IconName[] = ['grip', 'more'];

/** The attributes of the `svg` and its one `path`: drawn on a 16 by 16 grid, coloured like the text around, silent for screen readers. */
export function iconShape(name: IconName, size: number) {
  const filled = FILLED_ICONS.includes(name);
  return {
    svg: {
      width: size,
      height: size,
      viewBox: '0 0 16 16',
      fill: filled ? 'currentColor' : 'none',
      stroke: filled ? 'none' : 'currentColor',
      strokeWidth: THICK_ICONS.includes(name) ? 2 : 1.6,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    },
    path: PATHS[name],
  } as const;
}
