/** What makes a spreadsheet run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/
/** A plain number, and a telephone number in international form, are none. */
const HARMLESS = /^[+-]?\d+(?:\.\d+)?$/

/**
 * One line of a CSV file (RFC 4180): quoted where needed, and guarded with an apostrophe where a spreadsheet would run the
 * cell as a formula.
 *
 * @example csvLine(['C-1', '=HYPERLINK("x")', '+8613800138000']) // => `C-1,"'=HYPERLINK(""x"")",+8613800138000\r\n`
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(text: string): string {
  const guarded = FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
