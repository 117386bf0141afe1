import type { Bilingual } from '../../lib/bilingual.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { SampledColumns } from './choose-columns.ts'
import { detectFormat, tokenizerFor, type TextFormat } from './detect-format.ts'
import { detectHeader } from './detect-header.ts'
import type { Sample } from './sample.ts'
import { isJsonObject, leafPaths, parseJsonLine } from './tokenize-json-lines.ts'
import type { RecordSink } from './tokenizer.ts'

/** The shape of a file: how it is cut, and what its sample holds. */
export interface Shape extends SampledColumns {
  readonly format: TextFormat
  readonly reasons: readonly Bilingual[]
  /** Records before the data: the header, and the line by which spreadsheets name the delimiter. */
  readonly preamble: number
}

const SAMPLED_ROWS = 1000
const MOST_COLUMNS = 1000

/** @throws {InvalidInputError} when the sample holds no record */
export function readShape(path: string, sample: Sample): Shape {
  const { format, reason } = detectFormat(sample.text, sample.whole)
  return format.type === 'jsonl'
    ? jsonShape(path, sample, reason)
    : rowShape(path, rowsOf(sample, format), { format, reason })
}

/** The records of a sample, the one that its end cuts left out. */
export function rowsOf(sample: Sample, format: TextFormat, columns: readonly string[] = []): string[][] {
  const rows: string[][] = []
  const sink: RecordSink = {
    record: (cells, count) => {
      if (rows.length <= SAMPLED_ROWS) rows.push(cells.slice(0, count))
    },
    bad: () => undefined,
  }
  tokenizerFor(format, columns, sink).push(sample.text, sample.whole)
  return rows
}

function jsonShape(path: string, sample: Sample, reason: Bilingual): Shape {
  const paths = new Set<string>()
  for (const line of sample.text.split('\n').slice(0, SAMPLED_ROWS)) {
    const object = parseJsonLine(line)
    if (object === null || paths.size >= MOST_COLUMNS) continue
    for (const leaf of leafPaths(object)) paths.add(leaf)
    // These are fields of their own, whole; their leaves may be fields as well.
    for (const key of ['properties', 'attributes']) if (isJsonObject(object[key])) paths.add(key)
  }
  const columns = [...paths]
  const format: TextFormat = { type: 'jsonl' }
  if (columns.length === 0) throw noRecord(path)
  return {
    path,
    columns,
    hasHeader: true,
    rows: rowsOf(sample, format, columns),
    format,
    reasons: [reason],
    preamble: 0,
  }
}

function rowShape(
  path: string,
  sampled: readonly (readonly string[])[],
  { format, reason }: { readonly format: TextFormat; readonly reason: Bilingual },
): Shape {
  const namesDelimiter = sampled[0]?.[0] === 'sep=' ? 1 : 0
  const rows = sampled.slice(namesDelimiter)
  const first = rows[0]
  if (first === undefined) throw noRecord(path)
  const header = detectHeader(rows)
  // Spreadsheets pad the header too; a column without a name and without cells is none.
  const width = header.hasHeader ? first.findLastIndex((name) => name.trim() !== '') + 1 : first.length
  const columns = first
    .slice(0, width)
    .map((name, index) => (header.hasHeader && name.trim() !== '' ? name.trim() : `column_${index + 1}`))
  return {
    path,
    columns,
    hasHeader: header.hasHeader,
    rows: header.hasHeader ? rows.slice(1) : rows,
    format,
    reasons: [reason, header.reason],
    preamble: namesDelimiter + (header.hasHeader ? 1 : 0),
  }
}

const noRecord = (path: string): InvalidInputError =>
  new InvalidInputError(`'${path}' holds no record that can be read`, {
    field: 'file',
    hint: 'Kith reads CSV, TSV (also with ; or | or columns apart by blanks) and JSONL, plain or as .gz.',
  })
