import { contentHash } from './content-hash.ts'

const words = new Uint32Array(4)

/**
 * Key of a fact: four big-endian bytes that grow with time, then twelve of the content's hash. Facts that come in order
 * of time are so inserted at the end of the key's index, which is most of an import's speed.
 *
 * @param lead - unsigned 32-bit: seconds of the fact's instant, or `leadOfId` for a fact with a key of its own
 * @param content - all that tells this fact from another
 */
export function factKey(lead: number, content: string): Buffer {
  contentHash(content, words)
  const key = Buffer.allocUnsafe(16)
  key.writeUInt32BE(lead >>> 0, 0)
  key.writeUInt32BE(words[0] ?? 0, 4)
  key.writeUInt32BE(words[1] ?? 0, 8)
  key.writeUInt32BE(words[2] ?? 0, 12)
  return key
}

/** Whole seconds of an instant as the lead of a key; instants before 1970 wrap, which costs order and nothing else. */
export const leadOfInstant = (instant: number): number => Math.floor(instant / 1000) >>> 0

/**
 * Lead for a fact whose own key must not move when its date is corrected: the number at the end of the id (ids of orders
 * and messages mostly count up), else bits of its hash.
 *
 * @example leadOfId('O-778120') // => 778120
 */
export function leadOfId(id: string): number {
  let value = 0
  let scale = 1
  let position = id.length - 1
  for (; position >= 0 && scale <= 100_000_000; position -= 1) {
    const digit = id.charCodeAt(position) - 48
    if (digit < 0 || digit > 9) break
    value += digit * scale
    scale *= 10
  }
  if (scale > 10) return value
  contentHash(id, words)
  return words[3] ?? 0
}
