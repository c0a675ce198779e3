/** AG Grid's look, made of the design tokens: light, dark and any later theme follow by themselves. */
import { themeQuartz } from 'ag-grid-community';

const ROW_HEIGHT_PX = 40;
/** Two lines: a height that follows the words comes after the rows, and takes the focus from the last of them. */
export const HEADER_HEIGHT_PX = 40;

export const gridTheme = themeQuartz.withParams({
  // Boxes and scroll bars are drawn by the system, in the colours of the page.
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font)',
  fontSize: 13,
  headerFontSize: 13,
  headerFontWeight: 500,
  headerTextColor: 'var(--text-quiet)',
  headerBackgroundColor: 'var(--surface)',
  headerHeight: HEADER_HEIGHT_PX,
  rowHeight: ROW_HEIGHT_PX,
  cellHorizontalPadding: 7,
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
  iconSize: 14,
  tooltipBackgroundColor: 'var(--text)',
  tooltipTextColor: 'var(--surface)',
  tooltipBorder: false,
});
