import type { Store } from '../store/open.ts'

/** What moved the facts from one version to the next, where that is known. */
interface Step {
  readonly after: string
  readonly customerIds: readonly string[]
}

/** Steps kept: beyond, whoever still holds features of an older version computes them anew. */
const MOST_STEPS = 1000
/** With more customers changed, reading everybody costs less. */
export const MOST_CHANGED = 2000

const steps = new WeakMap<Store, Map<string, Step>>()

/**
 * Notes whom a write of facts was about, so that features of the version before can be brought up to date without reading
 * everybody. Only for a write that was the sole one between the two versions.
 */
export function noteChangedCustomers(
  store: Store,
  before: string,
  after: string,
  customerIds: readonly string[],
): void {
  const known = steps.get(store) ?? new Map<string, Step>()
  steps.set(store, known)
  known.set(before, { after, customerIds })
  const [oldest] = known.keys()
  if (known.size > MOST_STEPS && oldest !== undefined) known.delete(oldest)
}

/** Whom all writes between two versions were about; null when that is not known, or too many. */
export function changedBetween(store: Store, before: string, after: string): ReadonlySet<string> | null {
  const known = steps.get(store)
  const changed = new Set<string>()
  for (let version = before; version !== after;) {
    const step = known?.get(version)
    if (step === undefined || changed.size > MOST_CHANGED) return null
    for (const id of step.customerIds) changed.add(id)
    version = step.after
  }
  return changed.size > MOST_CHANGED ? null : changed
}
