import { contentHash } from './content-hash.ts'

const LOAD = 0.6
const words = new Uint32Array(4)

/**
 * Counts how often each content was seen, by 64-bit fingerprints in an open-addressed table: 10 bytes per slot, where a
 * Map of strings would take over a hundred. Two of 10^7 contents share a fingerprint with a probability of 3 x 10^-6.
 */
export class OccurrenceCounter {
  #high = new Uint32Array(1024)
  #low = new Uint32Array(1024)
  #counts = new Uint16Array(1024)
  #used = 0

  /** Counts this content once more; the first time gives 1. Stops counting at 65,535. */
  count(content: string): number {
    contentHash(content, words)
    return this.countHash(words)
  }

  /** As `count`, of a content whose hash is known. */
  countHash(hash: Uint32Array): number {
    if (this.#used >= this.#counts.length * LOAD) this.#grow()
    const slot = this.#slotOf(hash[0] ?? 0, hash[1] ?? 0)
    const before = this.#counts[slot] ?? 0
    if (before === 0) {
      this.#high[slot] = hash[0] ?? 0
      this.#low[slot] = hash[1] ?? 0
      this.#used += 1
    }
    if (before < 65_535) this.#counts[slot] = before + 1
    return Math.min(before + 1, 65_535)
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#counts.length - 1
    let slot = low & mask
    while (this.#counts[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [high, low, counts] = [this.#high, this.#low, this.#counts]
    const size = counts.length * 2
    this.#high = new Uint32Array(size)
    this.#low = new Uint32Array(size)
    this.#counts = new Uint16Array(size)
    for (const [slot, count] of counts.entries()) {
      if (count === 0) continue
      const target = this.#slotOf(high[slot] ?? 0, low[slot] ?? 0)
      this.#high[target] = high[slot] ?? 0
      this.#low[target] = low[slot] ?? 0
      this.#counts[target] = count
    }
  }
}
