import { asOfDate } from '../../../lib/as-of.ts'
import type { Language } from '../../../lib/answer.ts'
import { toMajor } from '../../../lib/money.ts'
import type { Gate, ResultTable } from '../../../lib/tool-result.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { columnLabel } from '../column-labels.ts'
import type { Assignment, Migration } from '../compare-segmentations.ts'
import { measureLabel } from '../measures/load-measures.ts'
import { FEWEST_BUYERS, type DiscoveredSegment, type Discovery, type DiscoverSegmentsData } from './discovery.ts'
import { discoveryDefinition, discoveryMethod } from './discovery-definitions.ts'
import { groupClassifier } from './group-classifier.ts'
import { discoveryFacts } from './discovery-facts.ts'

const MOST_ASSIGNED = 100_000
const MOST_OUTLIERS = 1000
const LISTED_OUTLIERS = 50

/** A discovery as a result: data, facts, table, evidence, and what to be careful about. */
export function presentDiscovery(ctx: ServiceContext, discovery: Discovery): ServiceResult<DiscoverSegmentsData> {
  const { input, method, names, now, outcome, described, migration } = discovery
  const { segments, assignment, outliers } = described
  const handOver = !ctx.actor.sharedChannel && assignment.size <= MOST_ASSIGNED
  const warnings = warningsOf(ctx.language, discovery)
  const lists = method === 'dbscan' && outliers.length > 0 && !ctx.actor.sharedChannel
  return {
    data: {
      method: input.method,
      features: names,
      k: outcome?.k ?? 1,
      parameters: parametersOf(discovery),
      segments,
      assignment: handOver ? customersBySegment(assignment, segments) : null,
      quality: {
        silhouette: outcome?.chosen.silhouette ?? null,
        davies_bouldin: outcome?.chosen.davies_bouldin ?? null,
        calinski_harabasz: outcome?.chosen.calinski_harabasz ?? null,
        stability: outcome?.stability ?? null,
        stability_over_time: outcome?.earlier?.stability ?? null,
        by_k: outcome?.scores ?? [],
        clear_winner: outcome?.choice?.clear ?? null,
        doubt: outcome?.choice?.doubt ?? null,
        agreement: { ari: migration?.ari ?? null },
      },
      outliers: ctx.actor.sharedChannel
        ? []
        : outliers.slice(0, MOST_OUTLIERS).map(({ customer_id: id, reason }) => ({ customer_id: id, reason })),
      migration,
      classifier:
        outcome === null || outcome.centres === null
          ? null
          : groupClassifier(names, outcome.centres.columns, outcome.centres.scale, outcome.centres.values),
    },
    facts: discoveryFacts(ctx, discovery),
    table: lists ? outlierTable(ctx, discovery) : segmentTable(ctx, segments, migration),
    chart: lists
      ? null
      : { type: 'bar', x: 'segment', y: migration === null ? ['customers'] : ['before', 'customers'] },
    evidence: {
      period: null,
      population: now.description,
      rows_used: assignment.size,
      rows_left_out: now.leftOut,
      definition: discoveryDefinition(method, ctx.language),
      method: discoveryMethod(discovery, ctx.language),
      model: {
        id: `${method}-${outcome?.k ?? 1}`,
        trained_as_of: asOfDate(ctx.asOf),
        report_card: outcome === null ? null : { ...outcome.chosen, stability: outcome.stability },
      },
      sql: [],
    },
    gate: gateOf(discovery),
    warnings,
  }
}

function parametersOf({ seed, outcome }: Discovery): Record<string, number | string> {
  if (outcome === null) return { seed }
  const { density, fittedRows, silhouetteRows } = outcome
  return {
    seed,
    fitted_on: fittedRows,
    silhouette_on: silhouetteRows,
    ...(density === null ? {} : { eps: density.radius, min_points: density.minimum }),
  }
}

function customersBySegment(
  assignment: Assignment,
  segments: readonly DiscoveredSegment[],
): Record<string, readonly string[]> {
  const lists = new Map<string, string[]>(segments.map(({ id }) => [id, []]))
  for (const [customer, segment] of assignment) lists.get(segment)?.push(customer)
  return Object.fromEntries(lists)
}

function gateOf({ outcome, now }: Discovery): Gate | null {
  if (outcome !== null) return null
  return { failed: 'buyers', have: now.positions.length, need: FEWEST_BUYERS, pooled_estimate: null, opens_on: null }
}

const WARNINGS = {
  alike: {
    en: 'fewer groups than asked for: customers differ too little in these features',
    zh: '分群数少于要求：客户在这些特征上差别太小',
  },
  sampled: {
    en: 'groups were formed on a random sample; the other customers joined the group of their nearest neighbours',
    zh: '分群在随机样本上形成，其余客户按最近邻归入',
  },
  no_density: {
    en: 'no two dense groups stand apart: one group, and the customers who are far from it',
    zh: '没有两个彼此分开的密集群：只有一个群，以及远离它的客户',
  },
  not_listed: {
    en: 'too many customers to list their ids; save a segment to use it in other questions',
    zh: '客户过多，未列出编号；保存分群后可用于其他问题',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

function warningsOf(language: Language, { method, counts, outcome, described }: Discovery): readonly string[] {
  const found: (keyof typeof WARNINGS)[] = []
  if (outcome !== null) {
    if (method !== 'dbscan' && outcome.k < Math.min(...counts)) found.push('alike')
    if (outcome.fittedRows < outcome.codes.length) found.push('sampled')
    if (outcome.density?.found === false) found.push('no_density')
  }
  if (described.assignment.size > MOST_ASSIGNED) found.push('not_listed')
  return found.map((key) => WARNINGS[key][language])
}

/** Groups only: customers who never ordered have no medians, and a fact of their own. */
function segmentTable(
  { shop, language }: ServiceContext,
  segments: readonly DiscoveredSegment[],
  migration: Migration | null,
): ResultTable {
  const before = new Map(migration?.before.map(({ id, size }) => [id, size]))
  const money = (minor: number | null): number | null => (minor === null ? null : toMajor(minor, shop.currency))
  const rows = segments
    .filter(({ id }) => id !== 'prospect')
    .map(({ id, name, portrait, size, share, profile }) => ({
      segment: name,
      customers: size,
      share,
      ...(migration === null ? {} : { before: before.get(id) ?? 0, change: size - (before.get(id) ?? 0) }),
      net_revenue: money(profile.net_revenue_minor),
      net_revenue_share: profile.net_revenue_share,
      average_order_value: money(profile.average_order_value_minor),
      median_recency_days: profile.median_recency_days,
      median_orders: profile.median_orders,
      portrait,
    }))
  const column = (key: Parameters<typeof columnLabel>[0], unit: string) => ({
    key,
    label: columnLabel(key, language),
    unit,
  })
  return {
    columns: [
      column('segment', 'text'),
      column('customers', 'customers'),
      column('share', 'ratio'),
      ...(migration === null ? [] : [column('before', 'customers'), column('change', 'customers')]),
      column('net_revenue', shop.currency),
      column('net_revenue_share', 'ratio'),
      column('average_order_value', shop.currency),
      column('median_recency_days', 'days'),
      column('median_orders', 'orders'),
      column('portrait', 'text'),
    ],
    rows,
    total_rows: rows.length,
  }
}

/** Who fits no group, and why; for DBSCAN, whose point they often are. */
function outlierTable({ shop, language }: ServiceContext, { described, now }: Discovery): ResultTable {
  const { features } = now
  const rows = described.outliers.slice(0, LISTED_OUTLIERS).map(({ customer_id: id, reason, position }) => ({
    customer_id: id,
    reason,
    orders: features.frequency[position] ?? 0,
    net_revenue: toMajor(features.netMinor[position] ?? 0, shop.currency),
    recency_days: features.recencyDays[position] ?? 0,
  }))
  return {
    columns: [
      { key: 'customer_id', label: columnLabel('customer_id', language), unit: 'id' },
      { key: 'reason', label: columnLabel('reason', language), unit: 'text' },
      { key: 'orders', label: measureLabel('frequency', language), unit: 'orders' },
      { key: 'net_revenue', label: columnLabel('net_revenue', language), unit: shop.currency },
      { key: 'recency_days', label: measureLabel('recency', language), unit: 'days' },
    ],
    rows,
    total_rows: described.outliers.length,
  }
}
