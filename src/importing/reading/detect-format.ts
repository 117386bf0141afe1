import { delimitedTokenizer } from './tokenize-delimited.ts'
import { jsonLinesTokenizer, parseJsonLine } from './tokenize-json-lines.ts'
import { cutAtBlanks, lineTokenizer } from './tokenize-lines.ts'
import type { RecordSink, Tokenizer } from './tokenizer.ts'

export type TextFormat =
  | { readonly type: 'jsonl' }
  | { readonly type: 'delimited'; readonly delimiter: string; readonly newline: '\n' | '\r' }
  | { readonly type: 'blanks'; readonly newline: '\n' | '\r' }

export interface DetectedFormat {
  readonly format: TextFormat
  readonly reason: string
}

/** In the order in which equal ones are preferred. */
const DELIMITERS: readonly (readonly [string, string])[] = [
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
  ['|', 'bar'],
]
const LOOKED_AT = 200
/** Rows that may differ in their number of fields and leave a delimiter credible: real files have ragged rows. */
const CONSISTENT = 0.8

const collect = (make: (sink: RecordSink) => Tokenizer, text: string, final: boolean): string[][] => {
  const rows: string[][] = []
  const sink: RecordSink = {
    record: (cells, count) => {
      if (rows.length < LOOKED_AT) rows.push(cells.slice(0, count))
    },
    bad: () => undefined,
  }
  make(sink).push(text, final)
  return rows
}

/** The share of rows that have the commonest number of fields, and that number. */
function commonest(rows: readonly (readonly string[])[]): { readonly fields: number; readonly share: number } {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let fields = 0
  let most = 0
  for (const [length, count] of counts)
    if (count > most || (count === most && length > fields)) [fields, most] = [length, count]
  return { fields, share: rows.length === 0 ? 0 : most / rows.length }
}

/**
 * JSONL, a delimiter, or columns apart by blanks, from the text of a sample.
 *
 * @param whole - whether the sample is the whole file, so that its last line is complete
 */
export function detectFormat(text: string, whole: boolean): DetectedFormat {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/)).trim()
  if (firstLine.startsWith('{') && (parseJsonLine(firstLine) !== null || firstLine.endsWith('}'))) {
    return { format: { type: 'jsonl' }, reason: 'one JSON object per line' }
  }
  const declared = /^sep=([,;|\t])\r?\n/.exec(text)?.[1]
  if (declared !== undefined) {
    return {
      format: { type: 'delimited', delimiter: declared, newline: '\n' },
      reason: `fields apart by '${declared}', as the first line says`,
    }
  }
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const found = DELIMITERS.map(([delimiter, name]) => {
    const rows = collect((sink) => delimitedTokenizer({ delimiter, newline }, sink), text, whole)
    const { fields, share } = commonest(rows)
    return { delimiter, name, fields, share, agrees: rows[0]?.length === fields }
  }).filter(({ fields }) => fields > 1)
  // A header has the delimiters of its rows and none of the commas inside their amounts.
  const best = found
    .filter(({ share }) => share >= CONSISTENT)
    .toSorted((a, b) => Number(b.agrees) - Number(a.agrees) || b.fields - a.fields)[0]
  if (best !== undefined) {
    return {
      format: { type: 'delimited', delimiter: best.delimiter, newline },
      reason: `fields apart by ${best.name}: ${best.fields} in ${Math.round(best.share * 100)} % of the first rows`,
    }
  }
  const blanks = commonest(collect((sink) => lineTokenizer(cutAtBlanks, sink, { newline }), text, whole))
  if (blanks.fields > 2 && blanks.share >= CONSISTENT) {
    return { format: { type: 'blanks', newline }, reason: `${blanks.fields} columns apart by blanks` }
  }
  const loose = found.toSorted((a, b) => b.share * b.fields - a.share * a.fields)[0]
  return loose === undefined
    ? { format: { type: 'delimited', delimiter: ',', newline }, reason: 'a single column: no delimiter repeats' }
    : {
        format: { type: 'delimited', delimiter: loose.delimiter, newline },
        reason: `fields apart by ${loose.name}, though rows differ in length`,
      }
}

/** The tokenizer of a format; `columns` are the paths that a JSONL file is read by. */
export function tokenizerFor(format: TextFormat, columns: readonly string[], sink: RecordSink): Tokenizer {
  if (format.type === 'jsonl') return jsonLinesTokenizer(columns, sink)
  if (format.type === 'blanks') return lineTokenizer(cutAtBlanks, sink, { newline: format.newline })
  return delimitedTokenizer(format, sink)
}
