import { csvCell } from '../../../lib/csv-cell.ts'

/**
 * One line of a CSV file (RFC 4180): quoted where needed, and guarded with an apostrophe where a spreadsheet would run the
 * cell as a formula.
 *
 * @example csvLine(['C-1', '=HYPERLINK("x")', '+8613800138000']) // => `C-1,"'=HYPERLINK(""x"")",+8613800138000\r\n`
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`
