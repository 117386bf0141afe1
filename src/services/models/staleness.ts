import type { AsOf } from '../../lib/as-of.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { countOrders } from '../../store/queries/models/model-runs.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from './read-model.ts'

export const FRESH_DAYS = 7
/** A late import of history changes what there was to learn from. */
const CHANGED_SHARE = 0.05

/** Why a run should not answer as of an instant any more: `older_than_a_week`, `facts_changed`; null while it may. */
export function stalenessOf(
  { store }: Pick<ServiceContext, 'store'>,
  run: Pick<ModelRun, 'trainedAsOf' | 'ordersSeen'>,
  asOf: AsOf,
): 'older_than_a_week' | 'facts_changed' | null {
  if (asOf.until - run.trainedAsOf > FRESH_DAYS * MS_PER_DAY) return 'older_than_a_week'
  const now = countOrders(store, run.trainedAsOf)
  return Math.abs(now - run.ordersSeen) > CHANGED_SHARE * run.ordersSeen ? 'facts_changed' : null
}
