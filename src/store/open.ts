import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { KithError } from '../lib/errors.ts'
import * as schema from './schema/index.ts'

/** The operational store. `db` for named reads and writes, `sqlite` for prepared bulk paths inside `src/store` only. */
export interface Store {
  readonly path: string
  readonly db: BetterSQLite3Database<typeof schema>
  readonly sqlite: Database.Database
  close(): void
}

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Opens (and makes or migrates) the store at `path`; ':memory:' gives one that lives as long as it is open.
 *
 * WAL lets readers go on while an import writes; FULL makes an acknowledged row survive a power cut; secure_delete
 * makes an erased person's bytes go.
 *
 * @throws {KithError} UNAVAILABLE for a store of another version, which is left as it is
 */
export function openStore(path: string): Store {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new Database(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('temp_store = MEMORY')
  const db = drizzle(sqlite, { schema })
  try {
    migrate(db, { migrationsFolder: MIGRATIONS })
  } catch (cause) {
    sqlite.close()
    throw new KithError('UNAVAILABLE', `the store ${path} was made by another version of Kith`, {
      field: 'KITH_HOME',
      hint: 'Set KITH_HOME to a new folder and import your files there; this store is left as it is.',
      cause,
    })
  }
  return {
    path,
    db,
    sqlite,
    close: () => {
      sqlite.pragma('optimize')
      sqlite.close()
    },
  }
}
