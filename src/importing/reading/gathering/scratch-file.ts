import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const CIPHER = 'aes-256-ctr'

/** Where a block lies in the file. */
export interface ScratchBlock {
  readonly number: number
  readonly offset: number
  readonly bytes: number
}

/**
 * Texts that are put aside on disk for as long as this process lives. The file has no name from the moment on that it is
 * open, and its key is never written down: what a file of orders says of people is nowhere to be found afterwards.
 */
export class ScratchFile {
  readonly #file: number
  readonly #key = randomBytes(32)
  #blocks = 0
  #end = 0

  /** @param folder - on the disk that has room: where the store lies */
  constructor(folder: string) {
    const path = join(folder, `.gathering-${randomBytes(8).toString('hex')}`)
    this.#file = openSync(path, 'wx+', 0o600)
    unlinkSync(path)
  }

  write(text: string): ScratchBlock {
    const block = { number: this.#blocks++, offset: this.#end, bytes: Buffer.byteLength(text) }
    const sealed = createCipheriv(CIPHER, this.#key, counterOf(block)).update(text, 'utf8')
    for (let written = 0; written < sealed.length;) {
      written += writeSync(this.#file, sealed, written, sealed.length - written, block.offset + written)
    }
    this.#end += block.bytes
    return block
  }

  read(block: ScratchBlock): string {
    const sealed = Buffer.allocUnsafe(block.bytes)
    for (let taken = 0; taken < block.bytes;) {
      const count = readSync(this.#file, sealed, taken, block.bytes - taken, block.offset + taken)
      if (count === 0) throw new Error('the file of records put aside ends too early')
      taken += count
    }
    return createDecipheriv(CIPHER, this.#key, counterOf(block)).update(sealed).toString('utf8')
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Each block counts from a number of its own, so that no two of them share a stretch of the key stream. */
function counterOf({ number }: ScratchBlock): Buffer {
  const counter = Buffer.alloc(16)
  counter.writeUInt32BE(number, 0)
  return counter
}
