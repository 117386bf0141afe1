import { LONGEST_RECORD, shortened, type RecordSink, type Tokenizer } from './tokenizer.ts'

/**
 * A tokenizer for files of one record per line. `cut` puts the cells of a line into the array and returns how many, or
 * the reason why the line is no record. Blank lines are no records. Memory O(longest line).
 */
export function lineTokenizer(
  cut: (line: string, cells: string[]) => number | string,
  sink: RecordSink,
  options: { readonly newline?: '\n' | '\r'; readonly longest?: number } = {},
): Tokenizer {
  const newline = options.newline ?? '\n'
  const longest = options.longest ?? LONGEST_RECORD
  const cells: string[] = []
  let rest = ''
  let line = 1
  let skipping = false

  const take = (raw: string): void => {
    if (raw.length > longest) sink.bad('record_too_long', line, shortened(raw))
    else if (raw.trim() !== '') {
      const found = cut(raw, cells)
      if (typeof found === 'number') sink.record(cells, found, line, raw)
      else sink.bad(found, line, shortened(raw))
    }
    line++
  }

  const push = (chunk: string, final: boolean): void => {
    const text = rest === '' ? chunk : rest + chunk
    let at = 0
    for (let stop = text.indexOf(newline); stop >= 0; stop = text.indexOf(newline, at)) {
      if (skipping) {
        skipping = false
        line++
      } else take(text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop))
      at = stop + 1
    }
    if (skipping) rest = ''
    else if (final) {
      if (at < text.length) take(text.slice(at))
      rest = ''
    } else if (text.length - at > longest) {
      sink.bad('record_too_long', line, shortened(text.slice(at, at + longest)))
      skipping = true
      rest = ''
    } else rest = text.slice(at)
  }
  return { push }
}

/** Cells apart by any run of blanks, as in files of fixed columns. */
export const cutAtBlanks = (line: string, cells: string[]): number => {
  const parts = line.trim().split(/\s+/)
  for (let index = 0; index < parts.length; index++) cells[index] = parts[index] ?? ''
  return parts.length
}
