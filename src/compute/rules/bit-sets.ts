/** Baskets that hold an item, one bit each. */
export type BitSet = Uint32Array

export const emptyBitSet = (bits: number): BitSet => new Uint32Array(Math.ceil(bits / 32))

export const setBit = (set: BitSet, bit: number): void => {
  const word = bit >>> 5
  set[word] = (set[word] as number) | (1 << (bit & 31))
}

/**
 * Writes what two sets share into a third and counts it.
 *
 * @param out - as long as both; may be either of them
 * @example intersect(Uint32Array.of(6), Uint32Array.of(3), new Uint32Array(1)) // => 1, out [2]
 */
export function intersect(a: BitSet, b: BitSet, out: BitSet): number {
  let count = 0
  for (let word = 0; word < a.length; word++) {
    let bits = (a[word] as number) & (b[word] as number)
    out[word] = bits
    // The sum of bits by pairs, fours and bytes: no table, no branch.
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
