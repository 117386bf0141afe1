import { seededRandom } from '../../lib/random.ts'

/**
 * Who is left alone, drawn at random: the only way to learn later what a treatment did.
 *
 * @param n - people, told apart by their position
 * @param share - 0..1 of them; rounded to whole people
 * @param seed - the same seed draws the same people
 * @returns 1 for those left alone, 0 for the others
 * @example assignHoldout(10, 0.2, 'plan').reduce((sum, flag) => sum + flag) // => 2
 * @see Fisher & Yates (1938): a partial shuffle. Time and memory O(n).
 */
export function assignHoldout(n: number, share: number, seed: string): Uint8Array {
  const random = seededRandom(seed)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  const held = new Uint8Array(n)
  const size = Math.round(Math.min(1, Math.max(0, share)) * n)
  for (let i = 0; i < size; i += 1) {
    const other = i + Math.floor(random() * (n - i))
    const drawn = order[other] ?? 0
    order[other] = order[i] ?? 0
    order[i] = drawn
    held[drawn] = 1
  }
  return held
}
