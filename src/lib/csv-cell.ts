/** What makes a spreadsheet run a cell as a formula; some skip blanks before it and read full-width signs. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|^[\t\r\n]/u
/** A plain number, and a telephone number in international form, are none. */
const HARMLESS = /^[+-]?(?:\d[\d.,]*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * A text as a cell that no spreadsheet runs: guarded with an apostrophe where it would be a formula; numbers stay numbers.
 *
 * @example guardCell('=HYPERLINK("x")') // => `'=HYPERLINK("x")`
 */
export const guardCell = (text: string): string => (FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text)

/**
 * A guarded cell, quoted where needed (RFC 4180); also where another program would take a semicolon or a tab for the end of
 * the cell and begin a formula behind it.
 */
export function csvCell(text: string): string {
  const guarded = guardCell(text)
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
