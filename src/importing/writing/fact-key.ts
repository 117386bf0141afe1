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
  return hashedKey(lead, words)
}

/** As `factKey`, of a content whose hash is known. */
export function hashedKey(lead: number, hash: Uint32Array): Buffer {
  const key = Buffer.allocUnsafe(16)
  putWord(key, 0, lead)
  putWord(key, 4, hash[0] ?? 0)
  putWord(key, 8, hash[1] ?? 0)
  putWord(key, 12, hash[2] ?? 0)
  return key
}

/** Big-endian; a Buffer's own method checks its arguments, which costs more than the writing. */
function putWord(key: Buffer, offset: number, word: number): void {
  key[offset] = word >>> 24
  key[offset + 1] = word >>> 16
  key[offset + 2] = word >>> 8
  key[offset + 3] = word
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
