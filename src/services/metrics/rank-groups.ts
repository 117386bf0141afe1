import type { MetricPlan, MetricRow } from '../../store/queries/metrics/metric-plan.ts'
import { groupKey, type GroupRequest, type MetricGroup } from './metric-group.ts'
import { metricValue } from './metric-catalogue.ts'

const compareNames = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [a.join('\u0000'), b.join('\u0000')]
  return left < right ? -1 : left > right ? 1 : 0
}

interface Ranked {
  readonly groups: readonly MetricGroup[]
  readonly found: number
  /** Keys of the groups kept (with bucket 0), when a limit left some out. */
  readonly kept: ReadonlyMap<string, readonly string[]> | null
}

/** Groups in their order, cut to the limit; ties in the order of time, then of names. */
export function rankGroups(
  all: readonly MetricGroup[],
  { plan, metrics, ranking }: GroupRequest,
  measureWhole: (plan: MetricPlan) => readonly MetricRow[],
): Ranked {
  const { by, direction, limit } = ranking
  const sign = direction === 'asc' ? 1 : -1
  const scoreOf = (group: Pick<MetricGroup, 'values' | 'previous'>): number | null => {
    if (by === null || by === 'name') return null
    const metric = by === 'change' ? metrics[0] : by
    if (metric === undefined) return null
    const now = metricValue(metric, group.values)
    if (by !== 'change') return now
    const before = group.previous === null ? null : metricValue(metric, group.previous)
    return now === null || before === null ? null : now - before
  }
  const byScore = <G extends Pick<MetricGroup, 'values' | 'previous' | 'groups' | 'bucket'>>(
    groups: readonly G[],
  ): G[] =>
    groups.toSorted((a, b) => {
      const [left, right] = [scoreOf(a), scoreOf(b)]
      if (left !== null && right !== null && left !== right) return left < right ? -sign : sign
      if ((left === null) !== (right === null)) return left === null ? 1 : -1
      return a.bucket - b.bucket || compareNames(a.groups, b.groups)
    })
  if (plan.dimensions.length === 0) {
    const ordered = by === null ? all : byScore(all)
    const kept = limit === null ? ordered : ordered.slice(0, limit)
    return { groups: kept, found: all.length, kept: null }
  }
  if (plan.buckets.length === 1) {
    const ordered = byScore(all)
    if (limit === null || ordered.length <= limit) return { groups: ordered, found: ordered.length, kept: null }
    const top = ordered.slice(0, limit)
    return {
      groups: top,
      found: ordered.length,
      kept: new Map(top.map((group) => [groupKey(0, group.groups), group.groups])),
    }
  }
  // Groups over time: rank the groups by the whole period, then show each over time.
  const wholes = byScore(measureWhole(plan).map((row) => ({ ...row, previous: null })))
  const position = new Map(wholes.map((row, index) => [groupKey(0, row.groups), index]))
  const rank = (group: MetricGroup): number => position.get(groupKey(0, group.groups)) ?? wholes.length
  const ordered = all.toSorted((a, b) => rank(a) - rank(b) || compareNames(a.groups, b.groups) || a.bucket - b.bucket)
  if (limit === null || wholes.length <= limit) return { groups: ordered, found: wholes.length, kept: null }
  const kept = new Map(wholes.slice(0, limit).map((row) => [groupKey(0, row.groups), row.groups]))
  return { groups: ordered.filter((group) => kept.has(groupKey(0, group.groups))), found: wholes.length, kept }
}
