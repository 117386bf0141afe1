import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { KithError } from '../lib/errors.ts'
import { installedPath } from '../resources/installed-path.ts'
import * as schema from './schema/index.ts'

/** The operational store. `db` for named reads and writes, `sqlite` for prepared bulk paths inside `src/store` only. */
export interface Store {
  readonly path: string
  readonly db: BetterSQLite3Database<typeof schema>
  readonly sqlite: Database.Database
  close(): void
}

/**
 * Opens (and makes or migrates) the store at `path`; ':memory:' gives one that lives as long as it is open.
 *
 * WAL lets readers go on while an import writes; FULL makes an acknowledged row survive a power cut; secure_delete
 * makes an erased person's bytes go.
 *
 * @throws {KithError} UNAVAILABLE for a file that cannot be opened or is no store, and for a store of another version, which is
 * left as it is
 */
export function openStore(path: string): Store {
  const sqlite = openFile(path)
  const db = drizzle(sqlite, { schema })
  try {
    migrate(db, { migrationsFolder: installedPath('src/store/migrations') })
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

function openFile(path: string): Database.Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    const sqlite = new Database(path)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('secure_delete = ON')
    sqlite.pragma('temp_store = MEMORY')
    return sqlite
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const [why, hint] = OPENING_FAILURES.find(([pattern]) => pattern.test(code))?.slice(1) ?? OTHER_FAILURE
    throw new KithError('UNAVAILABLE', `the store ${path} cannot be opened: ${why} (${code})`, {
      field: 'KITH_HOME',
      hint: String(hint),
      cause,
    })
  }
}

const PERMISSION = 'Give the user that runs Kith the right to read and write there, or set KITH_HOME to another folder.'
const OPENING_FAILURES: readonly (readonly [RegExp, string, string])[] = [
  [/NOTADB|CORRUPT/, 'the file is damaged, or is no store', 'Restore a backup: kith restore FILE --yes.'],
  [/FULL|ENOSPC|EDQUOT/, 'the disk is full', 'Make room and start again: nothing is lost.'],
  [/READONLY|EACCES|EPERM|EROFS/, 'it may not be written to', PERMISSION],
  [/ENOTDIR|EEXIST/, 'its folder is a file', 'Set KITH_HOME to a folder, for example data/local.'],
]
const OTHER_FAILURE = ['the folder cannot be used', PERMISSION] as const
