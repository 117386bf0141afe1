import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { openStore } from '../../store/open.ts'
import { copyBackupInto } from '../../store/queries/backup/backup.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { keepErasures } from '../privacy/kept-erasures.ts'
import { reapplyErasures } from '../privacy/reapply-erasures.ts'
import { indexFolderOf } from '../text-index/refresh-text-index.ts'
import { checkBackup, type CheckedBackup } from './check-backup.ts'

export interface Restored extends CheckedBackup {
  /** People who had been erased since the backup was made, and are erased again. */
  readonly erased_again: number
}

/**
 * Puts a backup in the place of the store. Nothing of the store is touched before the backup was read whole; people who
 * were erased since are erased again before anyone is answered from it.
 */
export async function restore({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly file: string }
}): Promise<Restored> {
  authorise(ctx, 'manage')
  const checked = checkBackup(ctx, resolve(input.file))
  keepErasures(ctx)
  await copyBackupInto(checked.file, ctx.store)
  rmSync(indexFolderOf(ctx.home), { recursive: true, force: true })
  const store = openStore(ctx.store.path)
  try {
    const restored = { ...ctx, store }
    const erasedAgain = reapplyErasures(restored)
    recordAudit(restored, {
      action: 'restore',
      subject: 'store',
      details: { orders: checked.orders, erased_again: erasedAgain },
    })
    return { ...checked, erased_again: erasedAgain }
  } finally {
    store.close()
  }
}
