import { isAscii, isUtf8 } from 'node:buffer'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'latin1'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Turns the bytes of a file into text, chunk by chunk. */
export interface ChunkDecoder {
  decode(chunk: Buffer, final: boolean): string
  /** True once bytes were met that the encoding does not allow: they read as U+FFFD. */
  damaged(): boolean
}

/** What browsers and spreadsheets mean by Latin-1: Windows-1252 gives signs such as the euro to 0x80..0x9F. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** A streaming decoder; a byte order mark at the beginning is dropped. */
export function chunkDecoder(encoding: Encoding): ChunkDecoder {
  if (encoding === 'utf-8') return utf8Decoder()
  if (encoding === 'latin1') {
    return {
      decode: (chunk) =>
        chunk
          .toString('latin1')
          .replaceAll(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252.charAt(sign.charCodeAt(0) - 0x80)),
      damaged: () => false,
    }
  }
  const decoder = new TextDecoder(encoding)
  let damaged = false
  return {
    decode: (chunk, final) => {
      const text = decoder.decode(chunk, { stream: !final })
      if (!damaged && text.includes('\ufffd')) damaged = true
      return text
    },
    damaged: () => damaged,
  }
}

/**
 * UTF-8 through Buffer, three times as fast as TextDecoder, and one-byte strings where the text is ASCII. A character
 * that two chunks share waits for the second.
 */
function utf8Decoder(): ChunkDecoder {
  let held = Buffer.alloc(0)
  let first = true
  let damaged = false
  return {
    decode: (chunk, final) => {
      let bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      if (first && bytes.length >= 3) {
        first = false
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
      }
      const whole = final ? bytes.length : bytes.length - incompleteTail(bytes)
      held = Buffer.from(bytes.subarray(whole))
      const complete = bytes.subarray(0, whole)
      if (isAscii(complete)) return complete.toString('latin1')
      if (!damaged && !isUtf8(complete)) damaged = true
      return complete.toString('utf8')
    },
    damaged: () => damaged,
  }
}

/** Bytes at the end that begin a character which the next chunk completes: 0..3. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? back : 0
    }
  }
  return 0
}
