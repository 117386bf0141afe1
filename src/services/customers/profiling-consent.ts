import type { Language } from '../../lib/answer.ts'
import { readConsents } from '../../store/queries/features/read-consents.ts'
import { readConsentsOf } from '../../store/queries/customers/read-customer-words.ts'
import type { ServiceContext } from '../context.ts'

/** Whether a customer has withdrawn (or never gave, having been asked) the consent to profiling. */
export const refusedProfiling = (
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  customerId: string,
): boolean =>
  readConsentsOf(store, asOf.until, customerId).some(({ kind, granted }) => kind === 'profiling' && !granted)

/** All customers who have withdrawn the consent to profiling. */
export function profilingRefusers({ store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>): ReadonlySet<string> {
  const refusers = new Set<string>()
  for (const { customerId, kind, granted } of readConsents(store, asOf.until)) {
    if (kind === 'profiling' && !granted) refusers.add(customerId)
  }
  return refusers
}

export const NO_PROFILING: Readonly<Record<Language, string>> = {
  en: 'the customer has withdrawn the consent to profiling, so this is not computed',
  zh: '客户已撤回画像分析的同意，因此不做计算',
}
