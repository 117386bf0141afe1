import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { InvalidInputError, KithError } from '../../lib/errors.ts'
import { refusedFormat } from './refused-formats.ts'

interface FileFacts {
  readonly size: number
  readonly isFile: boolean
  readonly isDirectory: boolean
}

/** The file system as the reader uses it; tests hand in one that refuses. */
export interface FileAccess {
  facts(path: string): Promise<FileFacts>
  /** The first `count` bytes, fewer when the file is shorter. */
  head(path: string, count: number): Promise<Buffer>
  /** Bytes [0, end). */
  stream(path: string, end: number): NodeJS.ReadableStream & { readonly bytesRead?: number; destroy(): unknown }
}

const CHUNK = 262_144
const FINGERPRINTED = 1_048_576

export const nodeFiles: FileAccess = {
  facts: async (path) => {
    const found = await stat(path)
    return { size: found.size, isFile: found.isFile(), isDirectory: found.isDirectory() }
  },
  head: async (path, count) => {
    const file = await open(path, 'r')
    try {
      const bytes = Buffer.alloc(count)
      const { bytesRead } = await file.read(bytes, 0, count, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  },
  stream: (path, end) => createReadStream(path, { start: 0, end: end - 1, highWaterMark: CHUNK }),
}

/** A file whose size was settled when it was opened: what is appended meanwhile belongs to the next import. */
export interface SourceFile {
  readonly path: string
  readonly size: number
  readonly compressed: boolean
  readonly fingerprint: string
  /** Bytes of the file taken so far by the latest `chunks()`. */
  bytesRead(): number
  /** The content, decompressed, from the beginning. */
  chunks(): AsyncGenerator<Buffer>
  /** Whether the file is longer now than when it was opened. */
  grew(): Promise<boolean>
}

/** @throws {KithError} in words when the path is no readable file of text */
export async function openSourceFile(path: string, files: FileAccess = nodeFiles): Promise<SourceFile> {
  const facts = await files.facts(path).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  if (facts.isDirectory) {
    throw new InvalidInputError(`'${path}' is a folder, not a file`, {
      field: 'file',
      hint: `Name its files one by one, for example: ${path.replace(/\/$/, '')}/*.csv`,
    })
  }
  if (!facts.isFile) {
    throw new InvalidInputError(`'${path}' is not a regular file`, {
      field: 'file',
      hint: 'Save the data to a file first: an import reads it twice, once to detect and once to load.',
    })
  }
  if (facts.size === 0) {
    throw new InvalidInputError(`'${path}' is empty`, { field: 'file', hint: 'Export the file again.' })
  }
  const head = await files.head(path, Math.min(facts.size, FINGERPRINTED)).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  const compressed = head[0] === 0x1f && head[1] === 0x8b
  if (!compressed) refuse(path, head)
  const fingerprint = createHash('sha256').update(head).update(`:${facts.size}`).digest('hex')
  let bytesRead = 0

  async function* chunks(): AsyncGenerator<Buffer> {
    const raw = files.stream(path, facts.size)
    // Errors of either stream reach the loop below through the last one; the callback only keeps them from escaping.
    const content = compressed ? pipeline(raw, createGunzip({ chunkSize: CHUNK }), () => undefined) : raw
    bytesRead = 0
    try {
      for await (const chunk of content) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
        bytesRead = compressed ? (raw.bytesRead ?? 0) : bytesRead + bytes.length
        yield bytes
      }
    } catch (cause) {
      throw fileError(path, cause)
    } finally {
      raw.destroy()
    }
    if (!compressed && bytesRead < facts.size) {
      throw new KithError('CONFLICT', `'${path}' became shorter while it was read`, {
        field: 'file',
        hint: 'Wait until the program that writes it is done, then import it again: rows already in are not doubled.',
        details: { size_at_open: facts.size, bytes_read: bytesRead },
      })
    }
  }
  const grew = async (): Promise<boolean> => {
    const now = await files.facts(path).catch(() => facts)
    return now.size > facts.size
  }
  return { path, size: facts.size, compressed, fingerprint, bytesRead: () => bytesRead, chunks, grew }
}

/** @throws {InvalidInputError} when the bytes begin like a format that is no text */
export function refuse(path: string, head: Buffer): void {
  const found = refusedFormat(head)
  if (found !== null) {
    throw new InvalidInputError(`'${path}' is ${found.what}, which cannot be imported`, {
      field: 'file',
      hint: found.hint,
    })
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''

/** An error of the operating system or of zlib in words, with the way out. */
function fileError(path: string, cause: unknown): KithError {
  if (cause instanceof KithError) return cause
  const code = codeOf(cause)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new KithError('NOT_FOUND', `there is no file '${path}'`, {
      field: 'file',
      hint: 'Check the path; it is taken from the folder in which the command runs.',
      cause,
    })
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new KithError('FORBIDDEN', `no permission to read '${path}'`, {
      field: 'file',
      hint: `Let the user that runs Kith read it, for example: chmod a+r '${path}'`,
      cause,
    })
  }
  if (code === 'Z_BUF_ERROR') {
    return new InvalidInputError(`'${path}' is cut off: its compressed data ends too early`, {
      field: 'file',
      hint: 'Copy or download it again; `gzip -t FILE` tells whether it is whole. Importing it again doubles nothing.',
      cause,
    })
  }
  if (code.startsWith('Z_')) {
    return new InvalidInputError(`'${path}' begins like a .gz file, but its compressed data is damaged`, {
      field: 'file',
      hint: 'Copy or download it again; `gzip -t FILE` tells whether it is whole.',
      cause,
    })
  }
  return new KithError(
    'UNAVAILABLE',
    `'${path}' could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    {
      field: 'file',
      cause,
    },
  )
}
