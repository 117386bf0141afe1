import { renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Store } from '../../open.ts'

/** What a backup says of itself, read from its file. */
export interface BackupContents {
  readonly integrity: string
  readonly tables: number
  readonly orders: number
  readonly customers: number
  /** An encrypted identifier, to try the key on; null when there is none. */
  readonly sealed: Buffer | null
}

/** Copies the store, as it is at this moment, into one file; there whole or not at all. Questions go on meanwhile. */
export function copyStore({ sqlite }: Store, path: string): void {
  const draft = `${path}.part`
  rmSync(draft, { force: true })
  sqlite.prepare('VACUUM INTO ?').run(draft)
  renameSync(draft, path)
}

/** Reads a file as a backup; throws what SQLite says when it is no database. */
export function readBackup(path: string): BackupContents {
  const file = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const one = (sql: string): unknown => file.prepare(sql).pluck().get()
    const has = (table: string): boolean =>
      file.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined
    const isStore = has('orders') && has('customers') && has('shop')
    return {
      integrity: String(one('PRAGMA quick_check')),
      tables: isStore ? Number(one("SELECT count(*) FROM sqlite_master WHERE type = 'table'")) : 0,
      orders: isStore ? Number(one('SELECT count(*) FROM orders')) : 0,
      customers: isStore ? Number(one('SELECT count(*) FROM customers')) : 0,
      sealed:
        isStore && has('customer_identifiers')
          ? ((one('SELECT cipher FROM customer_identifiers LIMIT 1') as Buffer | undefined) ?? null)
          : null,
    }
  } finally {
    file.close()
  }
}

/** Writes a backup over the store, as one transaction of SQLite's: whoever reads sees the old one or the new one. */
export async function copyBackupInto(path: string, store: Store): Promise<void> {
  const file = new Database(path, { readonly: true, fileMustExist: true })
  try {
    store.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    await file.backup(store.path)
  } finally {
    file.close()
  }
}
