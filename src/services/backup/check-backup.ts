import { InvalidInputError } from '../../lib/errors.ts'
import { readBackup, type BackupContents } from '../../store/queries/backup/backup.ts'
import type { ServiceContext } from '../context.ts'

export interface CheckedBackup {
  readonly file: string
  readonly orders: number
  readonly customers: number
}

/**
 * Reads a backup whole: its pages, its tables, and whether the shop's key opens its identifiers.
 *
 * @throws {InvalidInputError} naming what is wrong with it
 */
export function checkBackup(ctx: Pick<ServiceContext, 'vault'>, path: string): CheckedBackup {
  const refuse = (what: string, hint: string, cause?: unknown): never => {
    throw new InvalidInputError(`${path} ${what}`, { field: 'file', hint, cause })
  }
  let contents: BackupContents | null = null
  try {
    contents = readBackup(path)
  } catch (cause) {
    refuse('cannot be read as a backup', 'Name a file that `kith backup` wrote.', cause)
  }
  if (contents === null || contents.tables === 0) {
    return refuse('is not a store of Kith', 'Name a file that `kith backup` wrote.')
  }
  if (contents.integrity !== 'ok') refuse('is damaged', 'Take an earlier backup.')
  try {
    if (contents.sealed !== null) ctx.vault.decrypt(contents.sealed)
  } catch (cause) {
    refuse('was made under another key', 'Put the key of that time into KITH_HOME/key, or set KITH_KEY.', cause)
  }
  return { file: path, orders: contents.orders, customers: contents.customers }
}
