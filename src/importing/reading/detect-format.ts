import { both, type Bilingual } from '../../lib/bilingual.ts'
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
  readonly reason: Bilingual
}

/** In the order in which equal ones are preferred. */
const DELIMITERS: readonly { readonly delimiter: string; readonly name: Bilingual }[] = [
  { delimiter: ',', name: both('comma', '逗号') },
  { delimiter: '\t', name: both('tab', '制表符') },
  { delimiter: ';', name: both('semicolon', '分号') },
  { delimiter: '|', name: both('bar', '竖线') },
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
    return { format: { type: 'jsonl' }, reason: both('one JSON object per line', '每行一个 JSON 对象') }
  }
  const declared = /^sep=([,;|\t])\r?\n/.exec(text)?.[1]
  if (declared !== undefined) {
    return {
      format: { type: 'delimited', delimiter: declared, newline: '\n' },
      reason: both(`fields apart by '${declared}', as the first line says`, `字段以“${declared}”分隔，由首行声明`),
    }
  }
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const found = DELIMITERS.map(({ delimiter, name }) => {
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
      reason: both(
        `fields apart by ${best.name.en}: ${best.fields} in ${Math.round(best.share * 100)} % of the first rows`,
        `字段以${best.name.zh}分隔：开头的行中有 ${Math.round(best.share * 100)}% 为 ${best.fields} 个字段`,
      ),
    }
  }
  const blanks = commonest(collect((sink) => lineTokenizer(cutAtBlanks, sink, { newline }), text, whole))
  if (blanks.fields > 2 && blanks.share >= CONSISTENT) {
    return {
      format: { type: 'blanks', newline },
      reason: both(`${blanks.fields} columns apart by blanks`, `以空白分隔的 ${blanks.fields} 列`),
    }
  }
  const loose = found.toSorted((a, b) => b.share * b.fields - a.share * a.fields)[0]
  return loose === undefined
    ? {
        format: { type: 'delimited', delimiter: ',', newline },
        reason: both('a single column: no delimiter repeats', '只有一列：没有重复出现的分隔符'),
      }
    : {
        format: { type: 'delimited', delimiter: loose.delimiter, newline },
        reason: both(
          `fields apart by ${loose.name.en}, though rows differ in length`,
          `字段以${loose.name.zh}分隔，但各行长度不一`,
        ),
      }
}

/** The tokenizer of a format; `columns` are the paths that a JSONL file is read by. */
export function tokenizerFor(format: TextFormat, columns: readonly string[], sink: RecordSink): Tokenizer {
  if (format.type === 'jsonl') return jsonLinesTokenizer(columns, sink)
  if (format.type === 'blanks') return lineTokenizer(cutAtBlanks, sink, { newline: format.newline })
  return delimitedTokenizer(format, sink)
}
