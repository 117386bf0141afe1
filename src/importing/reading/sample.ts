import { isAscii } from 'node:buffer'
import { InvalidInputError } from '../../lib/errors.ts'
import { detectEncoding, type DetectedEncoding } from './detect-encoding.ts'
import { chunkDecoder } from './encodings.ts'
import { refuse, type SourceFile } from './source-file.ts'

/** The beginning of a file's text, from which everything else is detected. */
export interface Sample {
  readonly text: string
  /** True when the sample is the whole file. */
  readonly whole: boolean
  readonly encoding: DetectedEncoding
}

const SAMPLED = 262_144
/** A first row that long hides the rows behind it: look further. */
const SAMPLED_AT_MOST = 4 * 1_048_576
/** How far plain ASCII is followed in search of the first byte that tells the encoding. */
const SEARCHED = 64 * 1_048_576
const LINE_FEED = 10

/**
 * Reads the sample and settles the encoding. When the sample is ASCII only, the bytes behind it decide, so that a name in
 * row 20,000 does not come as a surprise.
 *
 * @throws {KithError} when the file cannot be read or holds no text
 */
export async function takeSample(file: SourceFile): Promise<Sample> {
  const parts: Buffer[] = []
  let taken = 0
  let searched = 0
  let telling: Buffer | null = null
  let ended = true
  for await (const chunk of file.chunks()) {
    const enough = taken >= SAMPLED && (taken >= SAMPLED_AT_MOST || parts.some((part) => linesIn(part) > 3))
    if (!enough) {
      parts.push(Buffer.from(chunk))
      taken += chunk.length
      continue
    }
    ended = false
    if (parts.some((part) => !isAscii(part))) break
    searched += chunk.length
    if (!isAscii(chunk)) telling = Buffer.from(chunk)
    if (telling !== null || searched > SEARCHED) break
  }
  const bytes = Buffer.concat(parts)
  if (bytes.length === 0) {
    throw new InvalidInputError(`'${file.path}' is empty`, { field: 'file', hint: 'Export the file again.' })
  }
  refuse(file.path, bytes)
  const encoding = detectEncoding(telling === null ? bytes : tellingPart(telling))
  const text = chunkDecoder(encoding.encoding).decode(bytes, ended)
  return { text, whole: ended, encoding }
}

const linesIn = (part: Buffer): number => {
  let lines = 0
  for (let at = part.indexOf(LINE_FEED); at >= 0 && lines < 10; at = part.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

/** A chunk may begin inside a character: the part after its first line break does not. */
const tellingPart = (chunk: Buffer): Buffer => {
  const firstStrange = chunk.findIndex((byte) => byte >= 0x80)
  const lineBreak = chunk.lastIndexOf(LINE_FEED, firstStrange)
  return chunk.subarray(lineBreak + 1)
}
