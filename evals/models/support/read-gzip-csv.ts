import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Rows of a small gzipped CSV without quotes, as numbers; the header's names are dropped. */
export function readGzipCsv(folder: string, file: string): number[][] {
  const [, ...lines] = gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .trim()
    .split('\n')
  return lines.map((line) => line.split(',').map(Number))
}
