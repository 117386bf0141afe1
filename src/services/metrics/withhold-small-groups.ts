import type { AnalyticsEngine, MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import { mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'
import type { CollectedGroups } from './collect-groups.ts'
import type { MetricGroup } from './metric-group.ts'

export interface ShownGroups {
  readonly collected: CollectedGroups
  /** Groups taken out because they hold too few customers. */
  readonly withheld: number
  /** True when the whole is itself too small a group to be shown. */
  readonly totalWithheld: boolean
}

/**
 * Takes out groups of fewer customers than the shop's minimum, for roles that may not see single customers. When one
 * group alone would go, the smallest other goes with it: the total minus the others must not give it away.
 */
export function withholdSmallGroups(
  ctx: ServiceContext,
  engine: AnalyticsEngine,
  plan: MetricPlan,
  collected: CollectedGroups,
): ShownGroups {
  if (mayRole(ctx.actor.role, 'read:customers')) return { collected, withheld: 0, totalWithheld: false }
  const minimum = readSetting(ctx.store, 'minimum_group_size')
  const sizes = new Map(
    engine
      .measure({ ...plan, measures: ['customers'] })
      .rows.map((row) => [JSON.stringify([row.bucket, ...row.groups]), row.values.customers ?? 0]),
  )
  const sizeOf = (group: MetricGroup): number => sizes.get(JSON.stringify([group.bucket, ...group.groups])) ?? 0
  const small = collected.groups.filter((group) => isSmall(sizeOf(group), minimum))
  if (small.length === 0) return { collected, withheld: 0, totalWithheld: false }
  const others = collected.groups.filter((group) => !small.includes(group))
  const alsoWithheld = small.length === 1 ? others.toSorted((a, b) => sizeOf(a) - sizeOf(b)).slice(0, 1) : []
  const groups = others.filter((group) => !alsoWithheld.includes(group))
  return {
    collected: { ...collected, groups },
    withheld: small.length + alsoWithheld.length,
    totalWithheld: groups.length === 0,
  }
}

/** Nobody in a group tells nothing about anybody. */
const isSmall = (size: number, minimum: number): boolean => size > 0 && size < minimum
