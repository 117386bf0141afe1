import { contentHash } from './content-hash.ts'

const LOAD = 0.75
/** By how much a full table grows: doubling would leave more of it empty. */
const GROWTH = 1.5
/** Tables that grow one at a time, so that growing never holds all fingerprints twice. A power of two. */
const TABLES = 16
const hashWords = new Uint32Array(4)

/**
 * Counts how often each content was seen, by 64-bit fingerprints in open-addressed tables: 8 bytes per slot, where a
 * Map of strings would take over a hundred. Only contents that come again are counted beside them. Two of 10^7 contents
 * share a fingerprint with a probability of 3 x 10^-6.
 */
export class OccurrenceCounter {
  /** High and low word of each slot's fingerprint; an empty slot holds two zeros. */
  readonly #tables = Array.from({ length: TABLES }, () => new Uint32Array(128))
  readonly #used = new Uint32Array(TABLES)
  /** How often contents were seen that were seen more than once. */
  readonly #repeated = new Map<bigint, number>()

  /** Counts this content once more; the first time gives 1. Stops counting at 65,535. */
  count(content: string): number {
    contentHash(content, hashWords)
    return this.countHash(hashWords)
  }

  /** As `count`, of a content whose hash is known. */
  countHash(hash: Uint32Array): number {
    const high = hash[0] ?? 0
    // The one fingerprint that would look like an empty slot shares that of its neighbour.
    const low = high === 0 && hash[1] === 0 ? 1 : (hash[1] ?? 0)
    const number = high & (TABLES - 1)
    const table = this.#roomy(number)
    const slot = slotOf(table, high, low)
    if (table[slot] === high && table[slot + 1] === low) return this.#again(high, low)
    table[slot] = high
    table[slot + 1] = low
    this.#used[number] = (this.#used[number] ?? 0) + 1
    return 1
  }

  #again(high: number, low: number): number {
    const fingerprint = (BigInt(high) << 32n) | BigInt(low)
    const count = Math.min((this.#repeated.get(fingerprint) ?? 1) + 1, 65_535)
    this.#repeated.set(fingerprint, count)
    return count
  }

  /** The table of this number, with room for one more. */
  #roomy(number: number): Uint32Array {
    const table = this.#tables[number] ?? new Uint32Array(0)
    if ((this.#used[number] ?? 0) * 2 < table.length * LOAD) return table
    const larger = new Uint32Array(2 * Math.ceil((table.length / 2) * GROWTH))
    for (let from = 0; from < table.length; from += 2) {
      const [high, low] = [table[from] ?? 0, table[from + 1] ?? 0]
      if (high === 0 && low === 0) continue
      const slot = slotOf(larger, high, low)
      larger[slot] = high
      larger[slot + 1] = low
    }
    this.#tables[number] = larger
    return larger
  }
}

/** Where the fingerprint stands in the table, or the empty slot where it belongs. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  let slot = (low % (table.length / 2)) * 2
  while ((table[slot] !== high || table[slot + 1] !== low) && (table[slot] !== 0 || table[slot + 1] !== 0)) {
    slot = slot + 2 === table.length ? 0 : slot + 2
  }
  return slot
}
