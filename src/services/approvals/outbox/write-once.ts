import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file that is there whole or not at all, and only once: when it is there already, from before a crash or by
 * another process, it stays as it is.
 *
 * @returns SHA-256 of what is in the file now
 */
export function writeOnce(path: string, content: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomUUID()}`
    const file = openSync(draft, 'wx', 0o600)
    try {
      writeSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    try {
      // A link fails where the name is taken, so of two writers exactly one has the file.
      linkSync(draft, path)
    } catch (error) {
      if (!existsSync(path)) throw error
    } finally {
      unlinkSync(draft)
    }
  }
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
