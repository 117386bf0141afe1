import type { ReadRecord, TypedRecord } from '../pipeline.ts'

type Value = string | number | boolean

const ABSENT = 0
const TEXT = 1
const NUMBER = 2
const FLAG = 3

interface PackedColumn {
  readonly name: string
  /** Per record what the cell is. */
  readonly kinds: Uint8Array<ArrayBuffer>
  /** The number, the place of the text in `texts`, or 0 and 1. */
  readonly cells: Float64Array<ArrayBuffer>
}

/** A batch of records as columns, which another thread takes without copying an object per record. */
export interface PackedRecords {
  readonly count: number
  readonly lines: Float64Array<ArrayBuffer>
  readonly positions: Float64Array<ArrayBuffer>
  /** The records as they were read, one after the other, and where each ends. */
  readonly raws: string
  readonly rawEnds: Uint32Array<ArrayBuffer>
  /** Each text of the batch once. */
  readonly texts: readonly string[]
  readonly columns: readonly PackedColumn[]
  /** What is no plain record, by its place in the batch. */
  readonly others: readonly (readonly [place: number, read: ReadRecord])[]
}

/** Puts a batch into columns. Cost: one look-up per text. */
export function packRecords(batch: readonly ReadRecord[]): PackedRecords {
  const count = batch.length
  const lines = new Float64Array(count)
  const positions = new Float64Array(count)
  const rawEnds = new Uint32Array(count)
  const raws: string[] = []
  const others: (readonly [number, ReadRecord])[] = []
  const columns = new Map<string, PackedColumn>()
  const places = new Map<string, number>()
  let end = 0
  for (let place = 0; place < count; place += 1) {
    const read = batch[place]
    if (read === undefined) continue
    if (!read.ok || read.record.told !== undefined) others.push([place, read])
    else {
      const { line, position, raw, values } = read.record
      lines[place] = line
      positions[place] = position
      raws.push(raw)
      end += raw.length
      for (const name in values) {
        const value = values[name]
        if (value === undefined) continue
        let column = columns.get(name)
        if (column === undefined) {
          column = { name, kinds: new Uint8Array(count), cells: new Float64Array(count) }
          columns.set(name, column)
        }
        column.kinds[place] = typeof value === 'string' ? TEXT : typeof value === 'number' ? NUMBER : FLAG
        column.cells[place] = typeof value === 'string' ? placeOf(value, places) : Number(value)
      }
    }
    rawEnds[place] = end
  }
  return {
    count,
    lines,
    positions,
    raws: raws.join(''),
    rawEnds,
    texts: [...places.keys()],
    columns: [...columns.values()],
    others,
  }
}

/** Memory that need not be copied when the batch goes to another thread. */
export const buffersOf = ({ lines, positions, rawEnds, columns }: PackedRecords): ArrayBuffer[] => [
  lines.buffer,
  positions.buffer,
  rawEnds.buffer,
  ...columns.flatMap(({ kinds, cells }) => [kinds.buffer, cells.buffer]),
]

function placeOf(text: string, places: Map<string, number>): number {
  let place = places.get(text)
  if (place === undefined) places.set(text, (place = places.size))
  return place
}

/** A record whose raw text is cut out of its batch only when somebody asks for it: few records are refused. */
class UnpackedRecord implements TypedRecord {
  readonly line: number
  readonly position: number
  readonly values: Readonly<Record<string, Value>>
  readonly #packed: PackedRecords
  readonly #place: number

  constructor(packed: PackedRecords, place: number, values: Readonly<Record<string, Value>>) {
    this.line = packed.lines[place] ?? 0
    this.position = packed.positions[place] ?? 0
    this.values = values
    this.#packed = packed
    this.#place = place
  }

  get raw(): string {
    const { raws, rawEnds } = this.#packed
    return raws.slice(this.#place === 0 ? 0 : rawEnds[this.#place - 1], rawEnds[this.#place])
  }
}

/** The batch that was packed: the same records in the same order. */
export function unpackRecords(packed: PackedRecords): readonly ReadRecord[] {
  const { count, columns, texts } = packed
  const batch: ReadRecord[] = []
  const others = new Map(packed.others)
  for (let place = 0; place < count; place += 1) {
    const other = others.size === 0 ? undefined : others.get(place)
    if (other !== undefined) {
      batch.push(other)
      continue
    }
    const values: Record<string, Value> = {}
    for (const { name, kinds, cells } of columns) {
      const kind = kinds[place]
      if (kind === ABSENT) continue
      const cell = cells[place] ?? 0
      values[name] = kind === TEXT ? (texts[cell] ?? '') : kind === FLAG ? cell === 1 : cell
    }
    batch.push({ ok: true, record: new UnpackedRecord(packed, place, values) })
  }
  return batch
}
