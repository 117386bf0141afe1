import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import type { ServiceContext } from '../context.ts'

/** Whether the customer at a position of the features passes one condition. */
export type Matcher = (position: number) => boolean

/** What every condition of one question is held against. */
export interface PopulationFrame {
  readonly ctx: ServiceContext
  readonly features: CustomerFeatures
  /** Whom a nested list of filters (a saved segment) chooses. */
  readonly membersOf: (segmentId: string, filters: unknown) => ReadonlySet<string>
}

export const featuresOf = (ctx: ServiceContext): CustomerFeatures =>
  loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })

/** A matcher over something kept by customer id. */
export const byCustomerId =
  <Value>(
    { features }: Pick<PopulationFrame, 'features'>,
    values: ReadonlyMap<string, Value>,
    test: (value: Value | undefined) => boolean,
  ): Matcher =>
  (position) =>
    test(values.get(features.customerIds[position] ?? ''))

/** A matcher over a set of customer ids. */
export const inSet =
  ({ features }: Pick<PopulationFrame, 'features'>, ids: ReadonlySet<string>, wanted = true): Matcher =>
  (position) =>
    ids.has(features.customerIds[position] ?? '') === wanted
