import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/**
 * Takes the records of a CSV file that hold one of these words (whole cells or parts of them, whatever their case) out of
 * it; the first record is the header and stays.
 *
 * @returns how many records went
 */
export function forgetRows(path: string, words: readonly string[]): number {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '')
  const [header = [], ...rows] = parse(readFileSync(path), { relax_column_count: true, relax_quotes: true, bom: true })
  const kept = rows.filter((row) => !row.some((cell) => wanted.some((word) => cell.toLowerCase().includes(word))))
  if (kept.length < rows.length) writeFileSync(path, stringify([header, ...kept]), { mode: 0o600 })
  return rows.length - kept.length
}
