/** AG Grid's look, made of the design tokens: light, dark and any later theme follow by themselves. */
import { themeQuartz } from 'ag-grid-community';

/** Pixels of the browser's usual size of text; who sets a larger one gets a larger grid, as of everything else. */
const USUAL_TEXT_PX = 16;

/** How much larger the text is than usual: widths and heights that AG Grid takes in pixels grow with it. */
export function textScale(): number {
  if (typeof document === 'undefined') return 1;
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) ? size / USUAL_TEXT_PX : 1;
}

/** Two lines: a height that follows the words comes after the rows, and takes the focus from the last of them. */
export const HEADER_HEIGHT_PX = 40;

export const gridTheme = themeQuartz.withParams({
  // Boxes and scroll bars are drawn by the system, in the colours of the page.
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font)',
  fontSize: 'var(--text-base)',
  headerFontSize: 'var(--text-base)',
  headerFontWeight: 500,
  headerTextColor: 'var(--text-quiet)',
  headerBackgroundColor: 'var(--surface)',
  headerHeight: '2.5rem',
  rowHeight: '2.5rem',
  cellHorizontalPadding: '0.4375rem',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  accentColor: 'var(--accent)',
  borderColor: 'var(--line)',
  oddRowBackgroundColor: 'var(--surface-quiet)',
  rowHoverColor: 'var(--surface-hover)',
  selectedRowBackgroundColor: 'var(--surface-selected)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerColumnResizeHandleColor: 'var(--line)',
  iconSize: '0.875rem',
  tooltipBackgroundColor: 'var(--text)',
  tooltipTextColor: 'var(--surface)',
  tooltipBorder: false,
});
