import { personHash } from '../../lib/person-hash.ts'
import { erasureLookup } from '../../store/queries/privacy/erasures.ts'
import { forgetLog } from '../../store/queries/privacy/erase-person.ts'
import { listCustomerIds } from '../../store/queries/privacy/list-customer-ids.ts'
import { inTransaction } from '../../store/queries/proposals/proposals.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { erasePerson } from './erase-person.ts'
import { readPersonById } from './find-person.ts'
import { recallErasures } from './kept-erasures.ts'

/** Erases again whoever a restored backup brought back. Returns how many. */
export function reapplyErasures(ctx: ServiceContext): number {
  recallErasures(ctx)
  const erased = erasureLookup(ctx.store)
  if (!erased.any()) return 0
  const back = listCustomerIds(ctx.store).filter((id) => erased.has(personHash(ctx.vault, id)))
  for (const customerId of back) {
    inTransaction(ctx.store, () => {
      const { rows } = erasePerson(ctx, readPersonById(ctx, customerId))
      recordAudit(ctx, {
        action: 'erase',
        subject: `customer:${personHash(ctx.vault, customerId).toString('hex')}`,
        details: { rows },
      })
    })
  }
  forgetLog(ctx.store)
  return back.length
}
