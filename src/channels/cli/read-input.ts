import type { Readable } from 'node:stream'
import { KithError } from '../../lib/errors.ts'

const MOST_CHARACTERS = 8000

/**
 * All that a pipe holds, as one question.
 *
 * @throws {KithError} TOO_LARGE beyond 8,000 characters, without reading on
 */
export async function readInput(input: Readable): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of input) {
    text += typeof piece === 'string' ? piece : decoder.decode(piece as Uint8Array, { stream: true })
    if (text.length > MOST_CHARACTERS) {
      throw new KithError('TOO_LARGE', 'the question on standard input is longer than 8,000 characters', {
        hint: 'Files are imported with kith import FILE.',
      })
    }
  }
  return text.trim()
}
