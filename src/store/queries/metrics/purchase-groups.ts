import { attributeColumn } from './attribute-columns.ts'
import type { LoadedPurchases } from './load-purchase-columns.ts'
import { PRODUCT_ATTRIBUTES, type Attribute, type MetricPlan, type PlanFilter } from './metric-plan.ts'
import type { Codes } from './read-order-codes.ts'

/** What tells an order's code: its row number, its customer's position or its day. */
type By = 'order' | 'customer' | 'day'

/** One way in which a plan splits or keeps purchases. A code of -1 leaves the order out. */
interface PurchaseKey {
  readonly by: By
  readonly codes: Codes['codes']
  /** What each code adds to the number of the group; -1 leaves out. Filters add 0. */
  readonly groupOfCode: Int32Array
}

interface PurchaseGroups {
  readonly keys: readonly PurchaseKey[]
  readonly count: number
  /** Where a group is counted; -1 when it is among the excluded ones. */
  readonly cellOf: Int32Array
  /** Values of the dimensions of a cell. */
  readonly namesOf: (cell: number) => string[]
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7']
/** Counters that a question may need at most, over all buckets. */
const MOST_CELLS = 4_000_000

const attributesOf = ({ dimensions, filters }: MetricPlan): Attribute[] => [
  ...new Set([
    ...dimensions.flatMap((one) => (one.kind === 'attribute' ? [one.attribute] : [])),
    ...filters.map((filter) => filter.attribute),
  ]),
]

const isOfCustomer = (attribute: Attribute): boolean =>
  attribute === 'customer_id' || attributeColumn('orders', attribute).joins.includes('customer')

/** The attributes that a plan needs of the orders themselves. */
export const orderAttributesOf = (plan: MetricPlan): Attribute[] =>
  attributesOf(plan).filter((one) => !isOfCustomer(one))

/** Whether purchases can be told apart as a plan asks: not by hour, not by what was bought. */
export const canGroupPurchases = (plan: MetricPlan): boolean =>
  plan.dimensions.every((dimension) => dimension.kind !== 'hour') &&
  attributesOf(plan).every((attribute) => !PRODUCT_ATTRIBUTES.includes(attribute)) &&
  // A missing value is '' in columns: what compares with '' itself is left to SQL.
  plan.filters.every(({ values }) => !values.includes(''))

/** The groups and filters of a plan over loaded purchases; null when there would be too many groups. */
export function purchaseGroups(loaded: LoadedPurchases, plan: MetricPlan): PurchaseGroups | null {
  const { customerIds } = loaded.columns
  const position = new Map<string, number>()
  const positions = (): ReadonlyMap<string, number> => {
    if (position.size === 0) for (const [index, id] of customerIds.entries()) if (id !== null) position.set(id, index)
    return position
  }
  const codesOf = (attribute: Attribute): Codes & { by: By } => {
    if (attribute === 'customer_id') {
      return { by: 'customer', names: customerIds.map((id) => id ?? ''), codes: Int32Array.from(customerIds.keys()) }
    }
    if (isOfCustomer(attribute)) return { by: 'customer', ...loaded.customerCodes(attribute) }
    return { by: 'order', ...(loaded.orderCodes.get(attribute) ?? { names: [''], codes: new Uint16Array() }) }
  }
  const dimensions = plan.dimensions.map((dimension): Codes & { by: By } => {
    if (dimension.kind === 'attribute') return codesOf(dimension.attribute)
    if (dimension.kind !== 'customer_group') return { by: 'day', names: WEEKDAYS, codes: weekdays(plan) }
    const names = [...new Set(dimension.pairs.map(([, group]) => group))]
    const codeOf = new Map(names.map((name, code) => [name, code]))
    const codes = new Int32Array(customerIds.length).fill(-1)
    for (const [id, group] of dimension.pairs) {
      const at = positions().get(id)
      if (at !== undefined) codes[at] = codeOf.get(group) ?? -1
    }
    return { by: 'customer', names, codes }
  })
  const count = dimensions.reduce((product, { names }) => product * names.length, 1)
  if (count * plan.buckets.length > MOST_CELLS) return null
  const keys: PurchaseKey[] = [
    ...dimensions.map(({ by, codes, names }, index) => {
      const weight = dimensions.slice(index + 1).reduce((product, after) => product * after.names.length, 1)
      return { by, codes, groupOfCode: identity(names.length).map((code) => code * weight) }
    }),
    ...plan.filters.map((filter) => {
      const { by, codes, names } = codesOf(filter.attribute)
      return { by, codes, groupOfCode: Int32Array.from(names, (name) => (keeps(filter, name) ? 0 : -1)) }
    }),
  ]
  if (plan.customers !== null) {
    const codes = new Int32Array(customerIds.length).fill(-1)
    for (const id of plan.customers) {
      const at = positions().get(id)
      if (at !== undefined) codes[at] = 0
    }
    keys.push({ by: 'customer', codes, groupOfCode: identity(1) })
  } else if (plan.namedOnly) {
    const codes = Int32Array.from(customerIds, (id) => (id === null ? -1 : 0))
    keys.push({ by: 'customer', codes, groupOfCode: identity(1) })
  }
  const namesOf = (group: number): string[] => {
    const names: string[] = []
    let rest = group
    for (const dimension of dimensions.toReversed()) {
      names.unshift(dimension.names[rest % dimension.names.length] ?? '')
      rest = Math.floor(rest / dimension.names.length)
    }
    return names
  }
  if (plan.excludedGroups.length === 0) return { keys, count, cellOf: identity(count), namesOf }
  const excluded = new Set(plan.excludedGroups.map((names) => JSON.stringify(names)))
  return {
    keys,
    count: 1,
    cellOf: identity(count).map((group) => (excluded.has(JSON.stringify(namesOf(group))) ? -1 : 0)),
    namesOf: () => [],
  }
}

const identity = (size: number): Int32Array => Int32Array.from({ length: size }, (_, index) => index)

/** ISO weekday - 1 of each day from the first bucket's first day on. */
const weekdays = ({ buckets }: Pick<MetricPlan, 'buckets'>): Uint8Array => {
  const first = buckets[0]?.fromDay ?? 0
  const length = Math.max(0, (buckets.at(-1)?.toDay ?? 0) - first)
  return Uint8Array.from({ length }, (_, index) => (((first + index + 3) % 7) + 7) % 7)
}

/** As SQL compares names: ASCII letters without regard to case. */
const folded = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

function keeps({ match, values }: PlanFilter, name: string): boolean {
  if (match === 'missing') return name === ''
  const own = folded(name)
  if (match === 'contains') return values.some((value) => own.includes(folded(value)))
  return values.some((value) => folded(value) === own) === (match === 'any')
}
