import type { GatheredRecord } from './gathered-record.ts'
import type { ScratchBlock, ScratchFile } from './scratch-file.ts'

/** Records of a block: few enough that a block of each run fits in memory, enough that a block is read at once. */
const BLOCK_RECORDS = 512

type Cells = readonly [key: string, line: number, raw: string, damaged: 0 | 1, reason: string | null]

/** Records in order that lie in a scratch file, taken one after the other. */
export class SortedRun {
  readonly #scratch: ScratchFile
  readonly #blocks: readonly ScratchBlock[]
  #nextBlock = 0
  #block: readonly Cells[] = []
  #at = 0
  /** The record that comes next; null at the end. */
  next: GatheredRecord | null = null

  /** Puts the records aside, in the order given. */
  static write(scratch: ScratchFile, records: readonly GatheredRecord[]): SortedRun {
    const blocks: ScratchBlock[] = []
    for (let from = 0; from < records.length; from += BLOCK_RECORDS) {
      const cells = records
        .slice(from, from + BLOCK_RECORDS)
        .map(({ key, line, raw, damaged, reason }): Cells => [key, line, raw, damaged ? 1 : 0, reason])
      blocks.push(scratch.write(JSON.stringify(cells)))
    }
    return new SortedRun(scratch, blocks)
  }

  private constructor(scratch: ScratchFile, blocks: readonly ScratchBlock[]) {
    this.#scratch = scratch
    this.#blocks = blocks
  }

  /** Moves on to the next record, or to the first. */
  advance(): void {
    if (this.#at >= this.#block.length) {
      const block = this.#blocks[this.#nextBlock++]
      // Written by `write` above, so it has that shape.
      this.#block = block === undefined ? [] : (JSON.parse(this.#scratch.read(block)) as Cells[])
      this.#at = 0
    }
    const cells = this.#block[this.#at++]
    this.next =
      cells === undefined
        ? null
        : { key: cells[0], line: cells[1], raw: cells[2], damaged: cells[3] === 1, reason: cells[4] }
  }
}
