import type { ReadRecord } from '../pipeline.ts'
import type { RowShaper } from '../presets/preset.ts'
import { tokenizerFor, type TextFormat } from './detect-format.ts'
import { chunkDecoder, type Encoding } from './encodings.ts'
import { RecordSorter } from './gathering/record-sorter.ts'
import type { SourceFile } from './source-file.ts'
import type { RecordTyper } from './type-records.ts'
import { withTold, type ToldTyper } from './type-told-facts.ts'

export interface ReadingPlan {
  readonly encoding: Encoding
  readonly format: TextFormat
  readonly columns: readonly string[]
  /** Records before the data. */
  readonly preamble: number
  readonly shaper: RowShaper | null
  readonly typer: RecordTyper
  /** Types what rows tell besides. */
  readonly told: ToldTyper
  /** For a file whose records lie apart: brings those together that have one content in this column. Null as a rule. */
  readonly gathering: Gathering | null
}

export interface Gathering {
  readonly column: number
  /** Where records may be put aside. */
  readonly folder: string
  /** Told how much of the file has been handed over, 0..1; before the first time nothing has. */
  readonly onShare: (share: number) => void
}

/** Gathered records that are handed over together. */
const GATHERED_BATCH = 2048

/** Takes what is cut from a file, and whether bytes near it were not of the file's encoding. */
interface CutSink {
  record(cells: readonly string[], count: number, line: number, raw: string, damaged: boolean): void
  bad(reason: string, line: number, raw: string): void
}

/**
 * The records of a file in order, one batch per chunk of bytes, so that memory holds one chunk, one record that is not
 * complete yet, and one batch, whatever the size of the file. A batch is empty while records are only gathered.
 */
export async function* readRecords(file: SourceFile, plan: ReadingPlan): AsyncGenerator<readonly ReadRecord[]> {
  const typing = typingSink(plan)
  if (plan.gathering === null) {
    for await (const _chunk of cutRecords(file, plan, typing)) {
      const batch = typing.taken()
      if (batch.length > 0) yield batch
    }
    return
  }
  const { folder, column, onShare } = plan.gathering
  const sorter = new RecordSorter(folder)
  try {
    const sink: CutSink = {
      record: (cells, _count, line, raw, damaged) =>
        sorter.add({ key: keyOf(cells[column] ?? ''), line, raw, damaged, reason: null }),
      bad: (reason, line, raw) => sorter.add({ key: '', line, raw, damaged: false, reason }),
    }
    for await (const _chunk of cutRecords(file, plan, sink)) yield []
    yield* typeGathered(sorter, plan, typing, onShare)
  } finally {
    sorter.close()
  }
}

/** A key that does not keep the text alive that it was cut from. */
const keyOf = (cell: string): string => ` ${cell.trim()}`.slice(1)

function* typeGathered(
  sorter: RecordSorter,
  plan: ReadingPlan,
  typing: ReturnType<typeof typingSink>,
  onShare: (share: number) => void,
): Generator<readonly ReadRecord[]> {
  let [line, damaged, taken] = [0, false, 0]
  // Each record stands alone now, so lines and damage are those of the first cutting.
  const tokenizer = tokenizerFor(plan.format, plan.columns, {
    bad: (reason, _line, raw) => typing.bad(reason, line, raw),
    record: (cells, count, _line, raw) => typing.record(cells, count, line, raw, damaged),
  })
  for (const record of sorter.sorted()) {
    line = record.line
    damaged = record.damaged
    if (record.reason === null) tokenizer.push(record.raw, true)
    else typing.bad(record.reason, line, record.raw)
    taken += 1
    if (taken % GATHERED_BATCH !== 0 && taken !== sorter.count) continue
    onShare(taken / sorter.count)
    yield typing.taken()
  }
}

/** Types cut records in the order in which they come. */
function typingSink({ columns, shaper, typer, told }: ReadingPlan): CutSink & { taken(): readonly ReadRecord[] } {
  let batch: ReadRecord[] = []
  let position = 0
  const bad = (reason: string, line: number, raw: string): void => {
    batch.push({ ok: false, rejected: { line, position: position++, column: null, value: null, reason, raw } })
  }
  return {
    bad,
    record: (cells, count, line, raw, damaged) => {
      if (count !== columns.length && !isPadded(cells, count, columns.length)) return bad('ragged_row', line, raw)
      const shaped = shaper === null ? cells : shaper.shape(cells)
      if (shaped === null) return
      if (typeof shaped === 'string') return bad(shaped, line, raw)
      const read = typer.type(shaped, line, position++, raw, damaged)
      batch.push(shaper?.told === undefined ? read : withTold(read, shaper.told(), told))
    },
    taken: () => {
      const full = batch
      batch = []
      return full
    },
  }
}

/** Cuts a file into records, chunk by chunk. */
async function* cutRecords(file: SourceFile, plan: ReadingPlan, sink: CutSink): AsyncGenerator<void> {
  const decoder = chunkDecoder(plan.encoding)
  let preamble = plan.preamble
  const tokenizer = tokenizerFor(plan.format, plan.columns, {
    bad: sink.bad,
    record: (cells, count, line, raw) => {
      if (preamble > 0) preamble--
      else sink.record(cells, count, line, raw, decoder.damaged())
    },
  })
  for await (const chunk of file.chunks()) {
    tokenizer.push(decoder.decode(chunk, false), false)
    yield
  }
  // A last line without an end is a record, unless someone is still writing it: then it belongs to the next import.
  if (!(await file.grew())) tokenizer.push(decoder.decode(Buffer.alloc(0), true), true)
  yield
}

/** Spreadsheets pad rows with empty cells at the end: nothing is lost with them. */
function isPadded(cells: readonly string[], count: number, width: number): boolean {
  if (count < width) return false
  for (let index = width; index < count; index++) if (cells[index]?.trim() !== '') return false
  return true
}
