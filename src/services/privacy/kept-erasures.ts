import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { insertErasures, listErasures } from '../../store/queries/privacy/erasures.ts'
import type { ServiceContext } from '../context.ts'

const FILE = 'erasures.json'

interface KeptErasure {
  readonly hash: string
  readonly kind: string
  readonly at: number
}

/**
 * Writes the erasures into a file beside the store: a backup from before an erasure does not know of it, and this file,
 * which restoring leaves alone, does. It holds keyed hashes.
 */
export function keepErasures({ store, home }: Pick<ServiceContext, 'store' | 'home'>): void {
  if (store.path === ':memory:') return
  const rows = listErasures(store).map(({ valueHash, kind, erasedAt }): KeptErasure => ({
    hash: valueHash.toString('hex'),
    kind,
    at: erasedAt,
  }))
  const path = join(home, FILE)
  writeFileSync(`${path}.new`, JSON.stringify(rows), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** Takes the erasures of the file into the store; for after a restore. */
export function recallErasures({ store, home }: Pick<ServiceContext, 'store' | 'home'>): void {
  const path = join(home, FILE)
  if (!existsSync(path)) return
  const rows = JSON.parse(readFileSync(path, 'utf8')) as readonly KeptErasure[]
  insertErasures(
    store,
    rows.map(({ hash, kind, at }) => ({ valueHash: Buffer.from(hash, 'hex'), kind, erasedAt: at })),
  )
}
