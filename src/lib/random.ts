/** A seeded source of uniform numbers in [0, 1). The same seed gives the same sequence on every machine. */
export type Random = () => number

/**
 * Seeded generator sfc32 (small fast counter, 32 bit), mixed from the seed by splitmix32.
 *
 * Not for secrets: use `node:crypto` there.
 *
 * @param seed - any string or number; equal seeds give equal sequences
 * @example seededRandom('kith')() // => 0.019283...
 * @see Doty-Humphrey, PractRand: sfc32 passes its battery of tests.
 */
export function seededRandom(seed: string | number): Random {
  let state = 0x9e3779b9
  for (const character of String(seed)) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x85ebca6b)
    state ^= state >>> 13
  }
  const next = () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  let a = next()
  let b = next()
  let c = next()
  let counter = 1
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4_294_967_296
  }
}
