import { isAscii, isUtf8 } from 'node:buffer'
import { both, type Bilingual } from '../../lib/bilingual.ts'
import type { Encoding } from './encodings.ts'

export interface DetectedEncoding {
  readonly encoding: Encoding
  readonly reason: Bilingual
}

/**
 * The encoding of a sample: byte order mark, then NUL bytes in every second place, then strict UTF-8, then GB18030
 * against Latin-1 by what each would make of the bytes.
 *
 * @param sample - the first bytes of the file, and the first that are not ASCII if those come later
 */
export function detectEncoding(sample: Buffer): DetectedEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe)
    return { encoding: 'utf-16le', reason: both('byte order mark FF FE', '字节顺序标记 FF FE') }
  if (sample[0] === 0xfe && sample[1] === 0xff)
    return { encoding: 'utf-16be', reason: both('byte order mark FE FF', '字节顺序标记 FE FF') }
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) {
    return { encoding: 'utf-8', reason: both('byte order mark EF BB BF', '字节顺序标记 EF BB BF') }
  }
  const wide = wideOrder(sample)
  if (wide !== null) return { encoding: wide, reason: both('every second byte is NUL', '每隔一个字节为 NUL') }
  if (isAscii(sample)) return { encoding: 'utf-8', reason: both('plain ASCII', '纯 ASCII') }
  // A sample may end inside a character: the last three bytes are not evidence.
  if ([0, 1, 2, 3].some((cut) => sample.length > cut && isUtf8(sample.subarray(0, sample.length - cut)))) {
    return { encoding: 'utf-8', reason: both('valid UTF-8', '有效的 UTF-8') }
  }
  return looksChinese(sample)
    ? {
        encoding: 'gb18030',
        reason: both('not UTF-8; its bytes pair up as common Chinese characters', '不是 UTF-8；字节两两组成常用汉字'),
      }
    : {
        encoding: 'latin1',
        reason: both(
          'not UTF-8 and no plausible Chinese: read as Windows-1252 (Latin-1)',
          '不是 UTF-8，也不像中文：按 Windows-1252（Latin-1）读取',
        ),
      }
}

function wideOrder(sample: Buffer): Encoding | null {
  const pairs = Math.floor(Math.min(sample.length, 4096) / 2)
  if (pairs < 4) return null
  let even = 0
  let odd = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (sample[2 * pair] === 0) even++
    if (sample[2 * pair + 1] === 0) odd++
  }
  // Chinese text has few NUL bytes in UTF-16, but delimiters, digits and line ends keep a fifth of them.
  if (odd > pairs * 0.2 && even < pairs * 0.02) return 'utf-16le'
  return even > pairs * 0.2 && odd < pairs * 0.02 ? 'utf-16be' : null
}

/**
 * GB18030 puts common characters in rows B0..F7 of two bytes with a second byte from A1, and punctuation in rows A1..A3.
 * Accented Latin letters stand alone between ASCII letters, so they rarely make such pairs.
 */
function looksChinese(sample: Buffer): boolean {
  let common = 0
  let strange = 0
  let index = 0
  while (index < sample.length) {
    const lead = sample[index] ?? 0
    if (lead < 0x80) {
      index++
      continue
    }
    const trail = sample[index + 1]
    if (trail === undefined) break
    const inCommonRows = (lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3)
    if (inCommonRows && trail >= 0xa1 && trail <= 0xfe) {
      common++
      index += 2
    } else {
      strange++
      index++
    }
  }
  return common > 0 && common >= 3 * strange
}
