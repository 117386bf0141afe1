import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { InvalidInputError, KithError } from '../../lib/errors.ts'
import { copyStore } from '../../store/queries/backup/backup.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { checkBackup, type CheckedBackup } from './check-backup.ts'

/**
 * Copies the store into a file and reads the copy back, so that a backup that was reported can be restored. The key is not
 * in it: kept apart, either one alone names nobody.
 *
 * @throws {KithError} INVALID_INPUT when the file exists; UNAVAILABLE when it cannot be written
 */
export function backUp({ ctx, input }: { ctx: ServiceContext; input: { readonly file: string } }): CheckedBackup {
  authorise(ctx, 'manage')
  const path = resolve(input.file)
  if (existsSync(path)) {
    throw new InvalidInputError(`${input.file} exists already`, { field: 'file', hint: 'Name a new file.' })
  }
  try {
    copyStore(ctx.store, path)
  } catch (cause) {
    throw new KithError('UNAVAILABLE', `the backup could not be written to ${input.file}`, {
      hint: 'Check that the folder exists, may be written to and has room.',
      cause,
    })
  }
  const checked = checkBackup(ctx, path)
  recordAudit(ctx, {
    action: 'backup',
    subject: 'store',
    details: { orders: checked.orders, customers: checked.customers },
  })
  return checked
}
