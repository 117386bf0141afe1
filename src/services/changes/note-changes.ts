import { insertChanges } from '../../store/queries/changes/customer-changes.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'
import type { ChangePart } from './change-parts.ts'

export interface CustomerChange {
  readonly customerId: string
  readonly part: ChangePart
}

/** Notes what changed about whom for those who want to be told; nothing where nobody does. The same change twice is one. */
export function noteChanges(ctx: Pick<ServiceContext, 'store' | 'clock'>, changes: readonly CustomerChange[]): void {
  if (changes.length === 0 || readSetting(ctx.store, 'change_subscribers').length === 0) return
  const changedAt = ctx.clock()
  const different = new Map(changes.map((change) => [`${change.part} ${change.customerId}`, change]))
  insertChanges(
    ctx.store,
    [...different.values()].map(({ customerId, part }) => ({ customerId, part, changedAt })),
  )
}
