import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/** One player of the Cookie Cats test, as the file has it: True and False in words. */
export interface CookieCatsRow {
  readonly userid: string
  readonly test_version: string
  readonly retention_1: string
  readonly retention_7: string
}

export const readCookieCats = (dataFolder: string): readonly CookieCatsRow[] =>
  parse(gunzipSync(readFileSync(join(dataFolder, 'data/cookie-cats/cookie_cats.csv.gz'))), {
    columns: true,
  }) as readonly CookieCatsRow[]
