import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { LevelMove, LevelMovement, LevelRow } from './level-question.ts'
import { netOf, type Member } from './load-members.ts'

const ANY = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/**
 * Where the levels of more customers than this were not known when the period began, those who rose since are missing among
 * who held a level then, and who stayed cannot be told.
 */
const MOST_UNKNOWN = 0.05

/** What each level brought, the level whose members spend most first and customers without a known level last. */
export function levelRows(members: readonly Member[]): LevelRow[] {
  const total = members.reduce((sum, member) => sum + netOf(member), 0)
  const earlier = members.filter(({ isNew, level }) => !isNew && level !== null)
  const unknown = earlier.filter(({ levelBefore }) => levelBefore === null).length
  const before = groupBy(unknown > MOST_UNKNOWN * earlier.length ? [] : earlier, ({ levelBefore }) => levelBefore)
  return [...groupBy(members, ({ level }) => level)]
    .map(([level, own]) => levelRow(level, own, before.get(level) ?? [], { customers: members.length, net: total }))
    .toSorted(
      (a, b) => Number(a.level === null) - Number(b.level === null) || b.per_customer_minor - a.per_customer_minor,
    )
}

function levelRow(
  level: string | null,
  own: readonly Member[],
  before: readonly Member[],
  total: { readonly customers: number; readonly net: number },
): LevelRow {
  const nets = own.map(netOf)
  const net = nets.reduce((sum, value) => sum + value, 0)
  const orders = own.reduce((sum, { sales }) => sum + sales.orders, 0)
  const buyers = own.filter(({ sales }) => sales.orders > 0).length
  const again = own.filter(({ sales }) => sales.orders > 1).length
  // Of customers whose level was never known nothing was kept that could be left.
  const held = level === null ? [] : before
  const stayed = held.filter(({ sales }) => sales.orders > 0).length
  return {
    level,
    customers: own.length,
    share: own.length / total.customers,
    buyers,
    orders,
    net_minor: net,
    revenue_share: total.net > 0 ? net / total.net : null,
    per_customer_minor: net / own.length,
    per_customer_interval: meanInterval(nets, ANY)?.interval ?? null,
    average_order_minor: orders === 0 ? null : net / orders,
    repeat_rate: buyers === 0 ? null : again / buyers,
    repeat_interval: buyers === 0 ? null : wilsonInterval(again, buyers),
    held_before: held.length,
    retention: held.length === 0 ? null : stayed / held.length,
    retention_interval: held.length === 0 ? null : wilsonInterval(stayed, held.length),
    margin_rate: marginRate(own),
  }
}

/** What is left of sales with a known cost; null where none is known. */
export function marginRate(members: readonly Pick<Member, 'costed'>[]): number | null {
  const gross = members.reduce((sum, { costed }) => sum + costed.grossMinor, 0)
  const cost = members.reduce((sum, { costed }) => sum + costed.costMinor, 0)
  return gross > 0 ? (gross - cost) / gross : null
}

/**
 * Who changed level between the ends of the period. A shop's names do not say which level is higher: the one whose members
 * spend more is.
 *
 * @param order - levels from the highest to the lowest
 */
export function levelMovement(members: readonly Member[], order: readonly (string | null)[]): LevelMovement {
  const rank = new Map(order.map((level, at) => [level, at]))
  const rankOf = (level: string): number => rank.get(level) ?? order.length
  const known = members.filter(({ isNew }) => !isNew)
  const both = known.flatMap(({ levelBefore: from, level: to }) => (from === null || to === null ? [] : [{ from, to }]))
  const moves = [...groupBy(known, ({ levelBefore, level }) => JSON.stringify([levelBefore, level]))]
    .map(([, [first, ...rest]]): LevelMove => ({
      from: first?.levelBefore ?? null,
      to: first?.level ?? null,
      customers: 1 + rest.length,
    }))
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => b.customers - a.customers)
  return {
    moves,
    rose: both.filter(({ from, to }) => rankOf(to) < rankOf(from)).length,
    fell: both.filter(({ from, to }) => rankOf(to) > rankOf(from)).length,
    stayed: both.filter(({ from, to }) => from === to).length,
    joined: members.length - known.length,
    unknown_before: known.filter(({ levelBefore, level }) => levelBefore === null && level !== null).length,
  }
}
