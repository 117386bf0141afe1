import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { timeZone } from '../../src/lib/time-zone.ts'
import { openSource, type OpenSourceOptions } from '../../src/importing/open-source.ts'
import type { ReadRecord, RecordSource, RejectedRecord, TypedRecord } from '../../src/importing/pipeline.ts'

/** A folder of real files for one test file. */
export interface SourceFolder {
  readonly path: string
  write(name: string, content: string | Uint8Array): string
  writeGzip(name: string, content: string | Uint8Array): string
  remove(): void
}

export function sourceFolder(): SourceFolder {
  const path = mkdtempSync(join(tmpdir(), 'kith-sources-'))
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(path, name)
    writeFileSync(file, content)
    return file
  }
  return {
    path,
    write,
    writeGzip: (name, content) => write(name, gzipSync(content)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** 2026-07-01 00:00 UTC, in the zone and currency of a shop in Shanghai unless a test says otherwise. */
export const readingOptions = (overrides: Partial<OpenSourceOptions> = {}): OpenSourceOptions => ({
  zone: timeZone('UTC'),
  currency: 'CNY',
  now: Date.UTC(2026, 6, 1),
  ...overrides,
})

export interface ReadFile {
  readonly source: RecordSource
  readonly all: readonly ReadRecord[]
  readonly records: readonly TypedRecord[]
  readonly rejected: readonly RejectedRecord[]
  /** The values of the good records. */
  readonly values: readonly TypedRecord['values'][]
}

/** Opens a file and reads it to its end. */
export async function readFile(path: string, overrides: Partial<OpenSourceOptions> = {}): Promise<ReadFile> {
  const source = await openSource(path, readingOptions(overrides))
  const all: ReadRecord[] = []
  for await (const batch of source.batches()) all.push(...batch)
  const records = all.flatMap((read) => (read.ok ? [read.record] : []))
  return {
    source,
    all,
    records,
    rejected: all.flatMap((read) => (read.ok ? [] : [read.rejected])),
    values: records.map((record) => record.values),
  }
}

let codes: ReadonlyMap<string, readonly [number, number]> | null = null

/** GB18030 bytes of a text, by turning the runtime's decoder around for the two-byte characters. */
export function encodeGb18030(text: string): Buffer {
  if (codes === null) {
    const decoder = new TextDecoder('gb18030')
    const made = new Map<string, readonly [number, number]>()
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if (trail !== 0x7f) made.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
      }
    }
    codes = made
  }
  const known = codes
  return Buffer.from(
    [...text].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : [...(known.get(sign) ?? [])])),
  )
}

/** UTF-16, big end first, with or without a byte order mark. */
export function encodeUtf16(text: string, options: { readonly bigEnd: boolean; readonly mark: boolean }): Buffer {
  const bytes = Buffer.from(options.mark ? `\ufeff${text}` : text, 'utf16le')
  return options.bigEnd ? bytes.swap16() : bytes
}
