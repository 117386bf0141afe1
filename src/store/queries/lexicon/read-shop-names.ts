import { isNotNull, sql } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { campaigns, customers, dailyRollups, memberLevels, products, segments } from '../../schema/index.ts'

export interface NamedRow {
  readonly id: string
  readonly names: readonly string[]
}

/** Dimensions of the daily rollups whose values are names. */
const ROLLED_UP = ['country', 'region', 'city', 'category', 'brand', 'channel', 'device', 'source'] as const
/** Attributes of customers that a rollup by order may lack. */
const OF_CUSTOMERS = ['country', 'region', 'city', 'source', 'channel', 'gender', 'ageBand'] as const

export type AttributeName = (typeof ROLLED_UP)[number] | (typeof OF_CUSTOMERS)[number]

/** The distinct values of each attribute of orders and customers, in code-unit order. No value is about one person. */
export function readAttributeValues(store: Store): ReadonlyMap<AttributeName, readonly string[]> {
  const values = new Map<AttributeName, Set<string>>()
  const add = (name: AttributeName, value: string | null): void => {
    if (value === null || value === '') return
    values.set(name, (values.get(name) ?? new Set()).add(value))
  }
  const rolled = store.db
    .selectDistinct({ dimension: dailyRollups.dimension, value: dailyRollups.value })
    .from(dailyRollups)
    .where(
      sql`${dailyRollups.dimension} in ('country', 'region', 'city', 'category', 'brand', 'channel', 'device', 'source')`,
    )
    .all()
  for (const row of rolled) {
    const name = ROLLED_UP.find((dimension) => dimension === row.dimension)
    if (name !== undefined) add(name, row.value)
  }
  for (const name of OF_CUSTOMERS) {
    for (const row of store.db.selectDistinct({ value: customers[name] }).from(customers).all()) add(name, row.value)
  }
  for (const row of store.db.selectDistinct({ value: products.category }).from(products).all())
    add('category', row.value)
  for (const row of store.db.selectDistinct({ value: products.brand }).from(products).all()) add('brand', row.value)
  return new Map([...values].map(([name, found]) => [name, [...found].toSorted()]))
}

export const readProductNameRows = (store: Store): readonly NamedRow[] =>
  store.db
    .select({ id: products.id, name: products.name, alternative: products.nameAlternative })
    .from(products)
    .orderBy(products.id)
    .all()
    .map(({ id, name, alternative }) => ({ id, names: alternative === null ? [name] : [name, alternative] }))

export const readCampaignNames = (store: Store): readonly NamedRow[] =>
  store.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .orderBy(campaigns.id)
    .all()
    .map(({ id, name }) => ({ id, names: [name] }))

export const readSegmentNames = (store: Store): readonly NamedRow[] =>
  store.db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .orderBy(segments.id)
    .all()
    .map(({ id, name }) => ({ id, names: [name] }))

export const readMemberLevelNames = (store: Store): readonly string[] =>
  store.db
    .selectDistinct({ level: memberLevels.level })
    .from(memberLevels)
    .where(isNotNull(memberLevels.level))
    .all()
    .map(({ level }) => level)
    .toSorted()
