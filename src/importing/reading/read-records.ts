import type { ReadRecord } from '../pipeline.ts'
import type { RowShaper } from '../presets/preset.ts'
import { tokenizerFor, type TextFormat } from './detect-format.ts'
import { chunkDecoder, type Encoding } from './encodings.ts'
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
}

/**
 * The records of a file in order, one batch per chunk of bytes, so that memory holds one chunk, one record that is not
 * complete yet, and one batch, whatever the size of the file.
 */
export async function* readRecords(file: SourceFile, plan: ReadingPlan): AsyncGenerator<readonly ReadRecord[]> {
  const { columns, shaper, typer } = plan
  const decoder = chunkDecoder(plan.encoding)
  let batch: ReadRecord[] = []
  let position = 0
  let preamble = plan.preamble
  const fail = (reason: string, line: number, raw: string): void => {
    batch.push({ ok: false, rejected: { line, position: position++, column: null, value: null, reason, raw } })
  }
  const tokenizer = tokenizerFor(plan.format, columns, {
    bad: fail,
    record: (cells, count, line, raw) => {
      if (preamble > 0) {
        preamble--
        return
      }
      if (count !== columns.length && !isPadded(cells, count, columns.length)) {
        fail('ragged_row', line, raw)
        return
      }
      const shaped = shaper === null ? cells : shaper.shape(cells)
      if (shaped === null) return
      if (typeof shaped === 'string') fail(shaped, line, raw)
      else {
        const read = typer.type(shaped, line, position++, raw, decoder.damaged())
        batch.push(shaper?.told === undefined ? read : withTold(read, shaper.told(), plan.told))
      }
    },
  })
  const taken = (): readonly ReadRecord[] => {
    const full = batch
    batch = []
    return full
  }

  for await (const chunk of file.chunks()) {
    tokenizer.push(decoder.decode(chunk, false), false)
    if (batch.length > 0) yield taken()
  }
  // A last line without an end is a record, unless someone is still writing it: then it belongs to the next import.
  if (!(await file.grew())) tokenizer.push(decoder.decode(Buffer.alloc(0), true), true)
  if (batch.length > 0) yield taken()
}

/** Spreadsheets pad rows with empty cells at the end: nothing is lost with them. */
function isPadded(cells: readonly string[], count: number, width: number): boolean {
  if (count < width) return false
  for (let index = width; index < count; index++) if (cells[index]?.trim() !== '') return false
  return true
}
