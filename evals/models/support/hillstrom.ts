import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/** Hillstrom's e-mail test of 2008, as the file has it. */
export interface HillstromRow {
  readonly recency: string
  readonly history: string
  readonly mens: string
  readonly womens: string
  readonly zip_code: string
  readonly newbie: string
  readonly channel: string
  readonly segment: string
  readonly visit: string
  readonly conversion: string
  readonly spend: string
}

export const HILLSTROM_FILE = 'data/hillstrom/Hillstrom.csv.gz'

export const readHillstrom = (dataFolder: string): readonly HillstromRow[] =>
  parse(gunzipSync(readFileSync(join(dataFolder, HILLSTROM_FILE))), { columns: true }) as readonly HillstromRow[]
