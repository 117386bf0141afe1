/**
 * 128-bit content hash (MurmurHash3 x86 128 over UTF-16 code units), into `out` as four unsigned 32-bit words.
 *
 * Not for secrets and not against an adversary: identifiers are blinded by the vault. With 96 bits kept of it, two of
 * 10^9 different rows meet with a probability below 10^-10.
 *
 * @see Appleby, MurmurHash3 (public domain); each pair of code units makes one 32-bit word.
 */
export function contentHash(text: string, out: Uint32Array): void {
  const length = text.length
  let h1 = 0x9747b28c
  let h2 = 0x9747b28c
  let h3 = 0x9747b28c
  let h4 = 0x9747b28c
  for (let index = 0; index < length; index += 8) {
    h1 ^= mixed(word(text, index), 0x239b961b, 0xab0e9789, 15)
    h1 = Math.imul(((h1 << 19) | (h1 >>> 13)) + h2, 5) + 0x561ccd1b
    h2 ^= mixed(word(text, index + 2), 0xab0e9789, 0x38b34ae5, 16)
    h2 = Math.imul(((h2 << 17) | (h2 >>> 15)) + h3, 5) + 0x0bcaa747
    h3 ^= mixed(word(text, index + 4), 0x38b34ae5, 0xa1e38b93, 17)
    h3 = Math.imul(((h3 << 15) | (h3 >>> 17)) + h4, 5) + 0x96cd1c35
    h4 ^= mixed(word(text, index + 6), 0xa1e38b93, 0x239b961b, 18)
    h4 = Math.imul(((h4 << 13) | (h4 >>> 19)) + h1, 5) + 0x32ac3b17
  }
  h1 = (h1 ^ length) | 0
  h2 = (h2 ^ length) | 0
  h3 = (h3 ^ length) | 0
  h4 = (h4 ^ length) | 0
  h1 = (h1 + h2 + h3 + h4) | 0
  h2 = finished((h2 + h1) | 0)
  h3 = finished((h3 + h1) | 0)
  h4 = finished((h4 + h1) | 0)
  h1 = finished(h1)
  h1 = (h1 + h2 + h3 + h4) | 0
  out[0] = h1
  out[1] = (h2 + h1) | 0
  out[2] = (h3 + h1) | 0
  out[3] = (h4 + h1) | 0
}

/** Two code units as one word; zero past the end. */
function word(text: string, index: number): number {
  if (index + 1 < text.length) return text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16)
  return index < text.length ? text.charCodeAt(index) : 0
}

function mixed(word: number, before: number, after: number, turn: number): number {
  const product = Math.imul(word, before)
  return Math.imul((product << turn) | (product >>> (32 - turn)), after)
}

function finished(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
