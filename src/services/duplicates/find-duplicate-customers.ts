import { connectedGroups } from '../../compute/linkage/connected-groups.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ResultTable } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { showIdentifiers } from '../customers/show-identifiers.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { duplicateDefinition, evidenceWords } from './duplicate-words.ts'
import { matchPairs, type BlockingKind } from './match-pairs.ts'

export interface FindDuplicateCustomersInput {
  readonly limit?: number | undefined
}

export interface DuplicateAccount {
  readonly customer_id: string
  /** With only as much left as tells two apart. */
  readonly masked_name: string | null
  readonly orders: number
  readonly net_revenue_minor: number
  readonly first_order_on: string | null
}

export interface DuplicateGroup {
  readonly group: number
  /** Least probability of the pairs that hold the group together. */
  readonly score: number
  readonly customers: readonly DuplicateAccount[]
  readonly evidence: readonly {
    readonly a: string
    readonly b: string
    readonly shared: readonly BlockingKind[]
    readonly name: 'same' | 'similar' | 'different' | 'missing'
    readonly probability: number
    /** In words, identifiers masked. */
    readonly words: string
  }[]
}

export interface FindDuplicateCustomersData {
  readonly groups: readonly DuplicateGroup[]
  readonly matched: number
  readonly accounts: number
}

/** Two accounts are shown as one person's from this probability on. */
export const LIKELY = 0.9
const LISTED = 20
const LISTED_WHERE_SHARED = 10

/**
 * Accounts that are probably of one person, with the evidence masked. Nothing is merged: that is a person's decision, and
 * an action of its own.
 */
export function findDuplicateCustomers({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindDuplicateCustomersInput
}): ServiceResult<FindDuplicateCustomersData> {
  authorise(ctx, 'read:customers')
  const features = loadCustomerFeatures(ctx.store, ctx)
  // Accounts that were made after the as-of date do not exist for it.
  const pairs = matchPairs(ctx).filter(
    ({ a, b, probability }) => probability >= LIKELY && features.positionOf(a) >= 0 && features.positionOf(b) >= 0,
  )
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].toSorted()
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  const found = connectedGroups(
    ids.length,
    pairs.map(({ a, b }) => [placeOf.get(a) ?? 0, placeOf.get(b) ?? 0] as const),
  ).map((places) => {
    const members = new Set(places.map((place) => ids[place] ?? ''))
    const links = pairs.filter(({ a }) => members.has(a))
    return { members: [...members], links, score: Math.min(...links.map(({ probability }) => probability)) }
  })
  const ranked = found.toSorted((a, b) => b.score - a.score || (a.members[0] ?? '').localeCompare(b.members[0] ?? ''))
  const most = ctx.actor.sharedChannel ? LISTED_WHERE_SHARED : Number.POSITIVE_INFINITY
  const listed = ranked.slice(0, Math.min(input.limit ?? LISTED, most))
  const shown = listed.flatMap(({ members }) => members)
  const { values } = showIdentifiers(ctx, shown, ['name', 'phone', 'email', 'address'], MASKED)
  const groups = listed.map(({ members, links, score }, index): DuplicateGroup => ({
    group: index + 1,
    score,
    customers: members.map((id) => accountOf(ctx, features, id, values.get(id)?.name ?? null)),
    evidence: links.map((link) => ({
      a: link.a,
      b: link.b,
      shared: link.shared,
      name: link.name,
      probability: link.probability,
      words: evidenceWords(link, values, ctx.language),
    })),
  }))
  const accounts = found.reduce((sum, { members }) => sum + members.length, 0)
  return {
    data: { groups, matched: found.length, accounts },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'groups', label: 'Groups of accounts of one person', value: found.length, unit: 'groups' },
      { id: 'accounts', label: 'Accounts in them', value: accounts, unit: 'customers' },
      { id: 'listed', label: 'Groups listed', value: groups.length, unit: 'groups' },
      { id: 'surplus', label: 'Accounts too many', value: accounts - found.length, unit: 'customers' },
      { id: 'likely', label: 'Probability from which two are taken for one', value: LIKELY, unit: 'ratio' },
    ],
    table: duplicateTable(ctx, groups, accounts),
    evidence: {
      period: null,
      population: say(ctx, 'all customers with identifiers', '全部有标识信息的客户'),
      rows_used: features.size,
      rows_left_out: {},
      definition: duplicateDefinition[ctx.language],
      method: say(
        ctx,
        `accounts that share an identifier, scored by Fellegi-Sunter weights; shown from ${LIKELY}`,
        `有共同标识的账号，按 Fellegi-Sunter 权重评分；从 ${LIKELY} 起显示`,
      ),
      model: null,
      sql: [],
    },
  }
}

const MASKED = ['name', 'phone', 'email', 'address'] as const

function accountOf(
  ctx: ServiceContext,
  features: ReturnType<typeof loadCustomerFeatures>,
  id: string,
  name: string | null,
): DuplicateAccount {
  const position = features.positionOf(id)
  const first = features.firstOrderAt[position] ?? Number.NaN
  return {
    customer_id: id,
    masked_name: name,
    orders: features.frequency[position] ?? 0,
    net_revenue_minor: features.netMinor[position] ?? 0,
    first_order_on: Number.isNaN(first) ? null : dateOfDay(ctx.shop.zone.dayOf(first)),
  }
}

function duplicateTable(
  { language, shop }: ServiceContext,
  groups: readonly DuplicateGroup[],
  accounts: number,
): ResultTable {
  const chinese = language === 'zh'
  const rows = groups.flatMap(({ group, score, customers, evidence }) =>
    customers.map((account) => ({
      group,
      customer_id: account.customer_id,
      masked_name: account.masked_name,
      orders: account.orders,
      net_revenue: toMajor(account.net_revenue_minor, shop.currency),
      score,
      evidence: evidence.map(({ words }) => words).join('; '),
    })),
  )
  return {
    columns: [
      { key: 'group', label: chinese ? '组' : 'Group', unit: 'text' },
      { key: 'customer_id', label: chinese ? '客户' : 'Customer', unit: 'id' },
      { key: 'masked_name', label: chinese ? '姓名' : 'Name', unit: 'text' },
      { key: 'orders', label: chinese ? '订单数' : 'Orders', unit: 'orders' },
      { key: 'net_revenue', label: chinese ? '净销售额' : 'Net revenue', unit: shop.currency },
      { key: 'score', label: chinese ? '为同一人的概率' : 'Probability of one person', unit: 'ratio' },
      { key: 'evidence', label: chinese ? '依据' : 'Evidence', unit: 'text' },
    ],
    rows,
    total_rows: accounts,
  }
}
