import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export type TextRow = Readonly<Record<string, string>>

/** Rows of a CSV with a header, plain or gzipped; a byte-order mark is dropped. */
export const readTextRows = (bytes: Buffer): readonly TextRow[] =>
  (
    parse(bytes.toString('utf8').replace(/^\ufeff/, ''), { columns: true, relax_quotes: true }) as readonly TextRow[]
  ).filter((row) => (row['review'] ?? row['text'] ?? '').trim() !== '')

export const readGzipTexts = (dataFolder: string, path: string): readonly TextRow[] =>
  readTextRows(gunzipSync(readFileSync(join(dataFolder, path))))

/** The first file of a ZIP archive, by its central directory. */
export function readZipped(path: string): Buffer {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const entry = bytes.readUInt32LE(end + 16)
  const [method, size, local] = [
    bytes.readUInt16LE(entry + 10),
    bytes.readUInt32LE(entry + 20),
    bytes.readUInt32LE(entry + 42),
  ]
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const data = bytes.subarray(from, from + size)
  return method === 0 ? data : inflateRawSync(data)
}

/** Sentences with 1 (good) or 0 (bad), a tab between. */
export const readLabelledSentences = (dataFolder: string, name: string): readonly (readonly [string, number])[] =>
  readFileSync(join(dataFolder, `data/sentiment-labelled-sentences/${name}_labelled.txt`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [text = '', label = ''] = line.split('\t')
      return [text, Number(label)] as const
    })
