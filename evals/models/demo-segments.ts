import { adjustedRandIndex } from '../../src/compute/cluster/adjusted-rand-index.ts'
import { atLeast, mustEqual, type Check } from './check.ts'
import { demoShop, type PlantedCustomer } from './support/demo-shop.ts'

/** Planted kinds of customers who gather around a mix of categories. */
const ROUND = ['coffee_ritual', 'skincare_regular', 'pet_parent', 'outdoor_season', 'gadget_hunter', 'home_maker']
/** The kind that lies on an arc in rhythm and order value, and buys of everything. */
const ODD = 'crescent'

type Assignment = Readonly<Record<string, readonly string[]>>

/**
 * Planted kinds of customers found again by the tool from purchases alone: the round ones by k-means on shares of
 * categories among customers with three orders or more (two orders do not show a taste), the odd-shaped one by DBSCAN among
 * those with twelve or more; and the planted second accounts. The truths lie beside the store and are read here only.
 */
export const demoSegments: Check = {
  id: 'demo-segments',
  data: 'demo shop',
  async run() {
    const { call, planted } = await demoShop()
    const round = await call('segment_customers', {
      method: 'kmeans',
      features: ['categories'],
      filters: [{ field: 'orders', op: 'gte', value: 3 }],
    })
    const odd = await call('segment_customers', {
      method: 'dbscan',
      features: ['categories', 'order_value'],
      filters: [{ field: 'orders', op: 'gte', value: 12 }],
    })
    const duplicates = await call('find_duplicate_customers', { limit: 1000 })
    const kinds = assignmentOf(round.data)
    const shapes = assignmentOf(odd.data)
    const { found, right, of } = duplicateCounts(duplicates.data, planted)
    return [
      mustEqual('number of round kinds, chosen by k-means', ROUND.length, (round.data as { k: number }).k),
      atLeast('adjusted Rand of the round kinds, k-means', 0.95, roundAgreement(kinds, planted), 3),
      atLeast(
        'adjusted Rand of the odd-shaped kind against the others, DBSCAN',
        0.95,
        oddAgreement(shapes, planted),
        3,
      ),
      atLeast('precision of duplicates', 0.95, found === 0 ? null : right / found, 3),
      atLeast('recall of duplicates', 0.95, of === 0 ? null : right / of, 3),
    ]
  },
}

function assignmentOf(data: unknown): ReadonlyMap<string, string> {
  const { assignment } = data as { readonly assignment: Assignment }
  return new Map(Object.entries(assignment).flatMap(([group, ids]) => ids.map((id) => [id, group] as const)))
}

/** Over the customers of the round kinds. */
function roundAgreement(groups: ReadonlyMap<string, string>, planted: ReadonlyMap<string, PlantedCustomer>): number {
  const names = [...new Set(groups.values())]
  const rows = [...groups].flatMap(([id, group]) => {
    const kind = ROUND.indexOf(planted.get(id)?.archetype ?? '')
    return kind < 0 ? [] : [[kind, names.indexOf(group)] as const]
  })
  return adjustedRandIndex(
    rows.map(([kind]) => kind),
    rows.map(([, group]) => group),
  )
}

/** Of the group that holds most of the odd kind, as "in it or not", over everybody who was grouped. */
function oddAgreement(groups: ReadonlyMap<string, string>, planted: ReadonlyMap<string, PlantedCustomer>): number {
  const counts = new Map<string, number>()
  for (const [id, group] of groups) {
    if (group !== 'none' && planted.get(id)?.archetype === ODD) counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['']
  return adjustedRandIndex(
    [...groups.keys()].map((id) => Number(planted.get(id)?.archetype === ODD)),
    [...groups.values()].map((group) => Number(group === best)),
  )
}

/** Pairs found, pairs found that were planted, and pairs planted. */
function duplicateCounts(data: unknown, planted: ReadonlyMap<string, PlantedCustomer>) {
  const { groups } = data as {
    readonly groups: readonly { readonly customers: readonly { readonly customer_id: string }[] }[]
  }
  const pairs = groups.flatMap(({ customers }) => {
    const ids = customers.map(({ customer_id: id }) => id)
    return ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const))
  })
  const isPlanted = ([a, b]: readonly [string, string]): boolean =>
    planted.get(a)?.duplicate_of === b || planted.get(b)?.duplicate_of === a
  const of = [...planted.values()].filter(({ duplicate_of: other }) => other !== undefined).length
  return { found: pairs.length, right: pairs.filter(isPlanted).length, of }
}
