import type { ColumnTable } from '../../compute/stats/column-table.ts'
import { nameAt, type CodedColumn } from '../../features/coded-column.ts'
import { toMajor } from '../../lib/money.ts'
import { readBoughtCategories } from '../../store/queries/campaigns/read-bought-categories.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import type { ServiceContext } from '../context.ts'
import { contextBefore } from '../experiments/load-groups.ts'
import { featuresOf } from '../population/population-frame.ts'

/** Money and counts spread over decades: a linear model takes them in logs. */
const IN_LOGS = new Set(['orders', 'net_revenue', 'average_order'])
export const inLogs = (name: string): boolean => IN_LOGS.has(name)

/** Values of one attribute that get a column of their own, the commonest first. */
const MOST_VALUES = 12
/** A column that hardly anybody has says nothing. */
const FEWEST = 20

/**
 * What customers were just before a campaign, as columns: how lately, how often and for how much they bought, which
 * categories, where they live and how they buy. Gender and age band are no columns here.
 */
export function upliftFeatures(
  ctx: ServiceContext,
  campaign: CampaignRow,
  customerIds: readonly string[],
): ColumnTable {
  const before = contextBefore(ctx, campaign.startsAt)
  const features = featuresOf(before)
  const positions = customerIds.map((id) => features.positionOf(id))
  const number = (read: (position: number) => number, missing = 0): Float64Array =>
    Float64Array.from(positions, (position) => (position < 0 ? missing : read(position)))
  const longest = features.recencyDays.reduce((most, days) => Math.max(most, days), 0)
  const recency = number((i) => {
    const days = features.recencyDays[i] ?? -1
    return days < 0 ? longest + 1 : days
  }, longest + 1)
  const money = (minor: number): number => Math.max(0, toMajor(minor, ctx.shop.currency))
  const orders = number((i) => features.frequency[i] ?? 0)
  const net = number((i) => money(features.netMinor[i] ?? 0))
  const named: [string, Float64Array][] = [
    ['recency_days', recency],
    ['orders', orders],
    ['net_revenue', net],
    ['average_order', net.map((value, i) => value / Math.max(1, orders[i] ?? 0))],
    ['tenure_days', number((i) => Math.max(0, features.tenureDays[i] ?? 0))],
  ]
  const { region, channel, source, memberLevel } = features.attributes
  const attributes: [string, CodedColumn][] = [
    ['region', region],
    ['channel', channel],
    ['source', source],
    ['member_level', memberLevel],
  ]
  for (const [name, column] of attributes) {
    const values = positions.map((position) => (position < 0 ? null : nameAt(column, position)))
    for (const value of commonest(values)) {
      named.push([`${name}=${value}`, Float64Array.from(values, (one) => Number(one === value))])
    }
  }
  const bought = new Map<string, Set<string>>()
  for (const [id, category] of readBoughtCategories(ctx.store, campaign.id, before.asOf.until)) {
    bought.set(category, (bought.get(category) ?? new Set()).add(id))
  }
  for (const [category, buyers] of [...bought].toSorted((a, b) => b[1].size - a[1].size).slice(0, MOST_VALUES)) {
    named.push([`bought=${category}`, Float64Array.from(customerIds, (id) => Number(buyers.has(id)))])
  }
  const telling = withoutRepeats(named)
  return {
    names: telling.map(([name]) => name),
    columns: telling.map(([, column]) => column),
    rows: customerIds.length,
  }
}

function commonest(values: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= FEWEST && count <= values.length - FEWEST)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value]) => value)
}

/** Columns that vary and are no copy of an earlier one. */
function withoutRepeats(columns: readonly [string, Float64Array][]): [string, Float64Array][] {
  const kept: [string, Float64Array][] = []
  for (const [name, column] of columns) {
    if (column.every((value) => value === column[0])) continue
    if (kept.some(([, other]) => other.every((value, i) => value === column[i]))) continue
    kept.push([name, column])
  }
  return kept
}
