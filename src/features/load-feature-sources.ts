import type { Store } from '../store/open.ts'
import { readConsents } from '../store/queries/features/read-consents.ts'
import type { FeatureSources } from './catalogue.ts'
import { loadCustomerActivity } from './load-customer-activity.ts'
import { loadCustomerFeatures, type FeatureRequest } from './load-customer-features.ts'

/** Everything that rows of the catalogue are read from, as of one instant. */
export function loadFeatureSources(store: Store, request: FeatureRequest): FeatureSources {
  const features = loadCustomerFeatures(store, request)
  const consents = new Map<string, Record<string, boolean>>()
  for (const { customerId, kind, granted } of readConsents(store, request.asOf.until)) {
    const states = consents.get(customerId)
    if (states === undefined) consents.set(customerId, { [kind]: granted })
    else states[kind] = granted
  }
  return { features, activity: loadCustomerActivity(store, features), consents }
}
