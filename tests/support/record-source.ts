import { createHash } from 'node:crypto'
import { importFiles, type ImportOptions } from '../../src/importing/import-files.ts'
import type { ImportKind } from '../../src/importing/kinds.ts'
import type { FileImportResult, ImportProgress, ReadRecord, RecordSource } from '../../src/importing/pipeline.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Store } from '../../src/store/open.ts'
import { testShop, testVault } from './shop.ts'

export type TestValues = Readonly<Record<string, string | number | boolean>>

export interface SourceOptions {
  readonly preset?: string | null
  readonly countsZeroOrders?: boolean
  /** Records per batch. */
  readonly batch?: number
}

/** Instant of an ISO text, for records. */
export const at = (iso: string): number => Date.parse(iso.includes('T') ? iso : `${iso}T12:00:00Z`)

/** A source made of typed records, as reading a file would give them. */
export function recordSource(kind: ImportKind, rows: readonly TestValues[], options: SourceOptions = {}): RecordSource {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const raws = rows.map((row) => fields.map((field) => String(row[field] ?? '')).join(','))
  const records: ReadRecord[] = rows.map((values, position) => ({
    ok: true,
    record: { line: position + 2, position, values, raw: raws[position] ?? '' },
  }))
  const size = options.batch ?? 1000
  return {
    description: {
      file: `${kind}.csv`,
      format: 'delimited',
      compressed: false,
      encoding: 'utf-8',
      delimiter: ',',
      hasHeader: true,
      columns: fields,
      kind,
      preset: options.preset ?? null,
      mapping: Object.fromEntries(fields.map((field) => [field, field])),
      unmapped: [],
      reasons: [],
      warnings: [],
      countsZeroOrders: options.countsZeroOrders ?? false,
      notImported: null,
      bytes: raws.join('\n').length,
      amountsIn: null,
      fingerprint: createHash('sha256')
        .update(`${kind}\n${raws.join('\n')}`)
        .digest('hex'),
    },
    bytesRead: () => raws.join('\n').length,
    batches: async function* () {
      for (let from = 0; from < records.length; from += size) yield records.slice(from, from + size)
    },
  }
}

export const IMPORT_NOW = Date.UTC(2026, 6, 1)

/** Imports sources into a store of the test shop (UTC, CNY) and gives the result of the first file. */
export async function importInto(
  store: Store,
  sources: readonly RecordSource[],
  rest: {
    readonly options?: ImportOptions
    readonly now?: number
    readonly home?: string
    readonly batchRecords?: number
    readonly onProgress?: (progress: ImportProgress) => void
  } = {},
): Promise<FileImportResult> {
  const { files } = await importFiles({
    store,
    vault: testVault,
    shop: testShop(),
    clock: () => rest.now ?? IMPORT_NOW,
    log: createLog('silent'),
    files: sources,
    ...(rest.options === undefined ? {} : { options: rest.options }),
    ...(rest.home === undefined ? {} : { home: rest.home }),
    ...(rest.batchRecords === undefined ? {} : { batchRecords: rest.batchRecords }),
    ...(rest.onProgress === undefined ? {} : { onProgress: rest.onProgress }),
  })
  const [first] = files
  if (first === undefined) throw new Error('nothing was imported')
  return first
}

/** All rows of tables in key order, to compare stores byte by byte. */
export const dump = (store: Store, tables: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(
    tables.map((table) => [
      table,
      store.sqlite
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  )

export const ROLLUPS = ['customer_rollups', 'customer_months', 'daily_rollups'] as const
