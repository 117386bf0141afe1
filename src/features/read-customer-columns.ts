import { readCustomerRows, readMemberLevels } from '../store/queries/features/read-customer-rows.ts'
import type { Store } from '../store/open.ts'
import { columnBuilder } from './coded-column.ts'
import type { CustomerAttributes } from './customer-features.ts'

export interface CustomerColumns {
  readonly ids: string[]
  /** Position of a customer, made at the end when facts name somebody without a customer row. */
  readonly positionFor: (customerId: string) => number
  readonly positionOf: (customerId: string) => number
  /** To be called once every customer is there. */
  readonly attributes: () => CustomerAttributes
}

const NAMES = ['region', 'city', 'country', 'gender', 'ageBand', 'source', 'channel'] as const

/** The customers who had appeared by an instant, with the attributes known of them. */
export function readCustomerColumns(store: Store, until: number): CustomerColumns {
  const ids: string[] = []
  const positions = new Map<string, number>()
  const builders = {
    region: columnBuilder(),
    city: columnBuilder(),
    country: columnBuilder(),
    gender: columnBuilder(),
    ageBand: columnBuilder(),
    source: columnBuilder(),
    channel: columnBuilder(),
    memberLevel: columnBuilder(),
  }
  for (const row of readCustomerRows(store, until)) {
    positions.set(row.id, ids.length)
    ids.push(row.id)
    for (const name of NAMES) builders[name].push(row[name])
    builders.memberLevel.push(null)
  }
  // Importing gives every level an instant; the customer row only repeats the latest, which as-of may not know yet.
  for (const [customerId, level] of readMemberLevels(store, until)) {
    const position = positions.get(customerId)
    if (position !== undefined) builders.memberLevel.set(position, level)
  }
  const positionFor = (customerId: string): number => {
    const known = positions.get(customerId)
    if (known !== undefined) return known
    positions.set(customerId, ids.length)
    ids.push(customerId)
    for (const name of NAMES) builders[name].push(null)
    builders.memberLevel.push(null)
    return ids.length - 1
  }
  return {
    ids,
    positionFor,
    positionOf: (customerId) => positions.get(customerId) ?? -1,
    attributes: () => ({
      region: builders.region.build(),
      city: builders.city.build(),
      country: builders.country.build(),
      gender: builders.gender.build(),
      ageBand: builders.ageBand.build(),
      source: builders.source.build(),
      channel: builders.channel.build(),
      memberLevel: builders.memberLevel.build(),
    }),
  }
}
