import type { GatheredRecord } from './gathered-record.ts'
import { ScratchFile } from './scratch-file.ts'
import { SortedRun } from './sorted-run.ts'

/** What is sorted in memory at once, in records and in characters of theirs: 16 runs for a million order lines. */
const RUN_RECORDS = 65_536
const RUN_CHARACTERS = 16 * 1_048_576

/**
 * Brings records with one key together, in the order of the keys; those of one key stay in the order in which they came.
 * An external merge sort: runs are sorted in memory, put aside, and merged, so memory stays flat.
 *
 * Time O(n log n), memory one run while records come, one block of each run while they go.
 */
export class RecordSorter {
  readonly #folder: string
  readonly #runRecords: number
  #scratch: ScratchFile | null = null
  readonly #runs: SortedRun[] = []
  #held: GatheredRecord[] = []
  #characters = 0
  /** Records so far. */
  count = 0

  /** @param runRecords - what is sorted in memory at once */
  constructor(folder: string, runRecords = RUN_RECORDS) {
    this.#folder = folder
    this.#runRecords = runRecords
  }

  add(record: GatheredRecord): void {
    this.#held.push(record)
    this.#characters += record.raw.length
    this.count += 1
    if (this.#held.length >= this.#runRecords || this.#characters >= RUN_CHARACTERS) this.#putAside()
  }

  /** All records, sorted. Call once, after the last was added. */
  *sorted(): Generator<GatheredRecord> {
    if (this.#runs.length === 0) {
      yield* this.#takeHeld()
      return
    }
    this.#putAside()
    const heap = new RunHeap(this.#runs)
    for (let record = heap.take(); record !== null; record = heap.take()) yield record
  }

  /** Gives the disk space back. */
  close(): void {
    this.#scratch?.close()
    this.#scratch = null
  }

  #putAside(): void {
    if (this.#held.length === 0) return
    this.#scratch ??= new ScratchFile(this.#folder)
    this.#runs.push(SortedRun.write(this.#scratch, this.#takeHeld()))
  }

  #takeHeld(): readonly GatheredRecord[] {
    const records = this.#held.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    this.#held = []
    this.#characters = 0
    return records
  }
}

interface Entry {
  record: GatheredRecord
  readonly run: SortedRun
  /** Earlier runs hold earlier records of a key. */
  readonly place: number
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.record.key < b.record.key || (a.record.key === b.record.key && a.place < b.place)

/** A binary heap of runs by the record that each gives next. */
class RunHeap {
  readonly #entries: Entry[] = []

  constructor(runs: readonly SortedRun[]) {
    for (const [place, run] of runs.entries()) {
      run.advance()
      if (run.next !== null) this.#entries.push({ record: run.next, run, place })
    }
    this.#entries.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  /** The least record of all runs; null when all are at their end. */
  take(): GatheredRecord | null {
    const [first] = this.#entries
    if (first === undefined) return null
    const { record } = first
    first.run.advance()
    if (first.run.next !== null) {
      first.record = first.run.next
      this.#sink(first)
      return record
    }
    const last = this.#entries.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    return record
  }

  /** Puts an entry at the top and lets it sink to its place. */
  #sink(entry: Entry): void {
    const entries = this.#entries
    let at = 0
    for (;;) {
      const left = entries[2 * at + 1]
      if (left === undefined) break
      const right = entries[2 * at + 2]
      const isRight = right !== undefined && isBefore(right, left)
      const least = isRight ? right : left
      if (!isBefore(least, entry)) break
      entries[at] = least
      at = 2 * at + (isRight ? 2 : 1)
    }
    entries[at] = entry
  }
}
