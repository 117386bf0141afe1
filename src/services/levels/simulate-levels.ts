import { assignLevels } from '../../compute/membership/assign-levels.ts'
import { pointsCost } from '../../compute/membership/points-cost.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMajor, toMinor } from '../../lib/money.ts'
import type { ServiceContext } from '../context.ts'
import type {
  AnalyzeMemberLevelsInput,
  LevelSimulation,
  LevelThreshold,
  PointsSimulation,
  SimulatedLevel,
} from './level-question.ts'
import { marginRate } from './level-rows.ts'
import { loadMembers, netOf, type Member } from './load-members.ts'

const MONTHS = 12
/** Twelve months are 365 days, as everywhere. */
const DAYS_OF_MONTH = 365 / 12
const SHARES = [0.25, 0.5, 0.75, 1] as const

/** What a rule of levels and points would have made of the months before as-of: arithmetic on what was bought without it. */
export function simulateLevels(
  ctx: ServiceContext,
  input: AnalyzeMemberLevelsInput,
): { readonly simulation: LevelSimulation | null; readonly points: PointsSimulation | null } {
  const { points_per_unit: perUnit, point_value: value } = input
  if (input.view === 'rule' && input.thresholds === undefined)
    throw missing('thresholds', 'a rule of levels is laid over the past by its thresholds')
  if (perUnit === undefined && (input.view === 'points' || value !== undefined || input.redeemed_share !== undefined))
    throw missing('points_per_unit', 'points cost by how they are earned')
  if (perUnit !== undefined && value === undefined)
    throw missing('point_value', `${perUnit} points for a unit of money cost by what a point is worth`)
  if (input.thresholds === undefined && perUnit === undefined) return { simulation: null, points: null }
  const filtered = input.filters?.[0]
  if (filtered !== undefined) {
    throw new InvalidInputError(
      `a rule of levels and points holds for everyone, so it takes no filter on ${filtered.field}`,
      {
        field: 'filters',
        hint: 'Leave the filters out, or ask for what the levels are worth among some customers without a rule.',
      },
    )
  }
  const months = input.months ?? MONTHS
  const toDay = ctx.asOf.day + 1
  const members = loadMembers(ctx, { fromDay: toDay - Math.round(months * DAYS_OF_MONTH), toDay, filters: [] })
  return {
    simulation: input.thresholds === undefined ? null : simulate(ctx, members, { ...input, months }, input.thresholds),
    points:
      perUnit === undefined || value === undefined ? null : price(ctx, members, { ...input, months, perUnit, value }),
  }
}

const missing = (field: string, why: string): InvalidInputError =>
  new InvalidInputError(`${why}, and ${field} is missing`, {
    field,
    hint:
      'Pass thresholds (level, at_least), or points_per_unit (points for one unit of money) and point_value (money that ' +
      'a point is worth).',
    details: { reason_code: 'missing' },
  })

function simulate(
  ctx: ServiceContext,
  members: readonly Member[],
  { basis = 'net_revenue', months }: Pick<AnalyzeMemberLevelsInput, 'basis'> & { readonly months: number },
  thresholds: readonly LevelThreshold[],
): LevelSimulation {
  const rule = orderedRule(thresholds)
  const { currency } = ctx.shop
  const starts = rule.map(({ at_least: least }) => (basis === 'orders' ? least : toMinor(least, currency)))
  const values = Float64Array.from(members, (member) => (basis === 'orders' ? member.sales.orders : netOf(member)))
  const reached = assignLevels(values, starts)
  const total = members.reduce((sum, member) => sum + netOf(member), 0)
  const rankOf = new Map(rule.map(({ level }, at) => [level.toLowerCase(), at]))
  const ranks = members.map(({ level }) => (level === null ? undefined : rankOf.get(level.toLowerCase())))
  const levels = [...rule.map((_, at) => rule.length - 1 - at), -1].map((at): SimulatedLevel => {
    const own = members.filter((_, member) => reached[member] === at)
    const net = own.reduce((sum, member) => sum + netOf(member), 0)
    const one = rule[at]
    return {
      level: one?.level ?? null,
      at_least: one?.at_least ?? null,
      customers: own.length,
      share: members.length === 0 ? 0 : own.length / members.length,
      net_minor: net,
      revenue_share: total > 0 ? net / total : null,
      now: one === undefined ? null : ranks.filter((rank) => rank === at).length,
    }
  })
  const against = (test: (then: number, now: number) => boolean): number =>
    ranks.filter((now, member) => now !== undefined && test(reached[member] as number, now)).length
  return {
    basis,
    months,
    levels,
    up: against((then, now) => then > now),
    down: against((then, now) => then < now),
    same: against((then, now) => then === now),
  }
}

/** From the lowest threshold to the highest. */
function orderedRule(thresholds: readonly LevelThreshold[]): readonly LevelThreshold[] {
  const rule = thresholds.toSorted((a, b) => a.at_least - b.at_least)
  for (const [at, { level, at_least: least }] of rule.entries()) {
    const before = rule[at - 1]
    const twin = rule.slice(0, at).some((other) => other.level.toLowerCase() === level.toLowerCase())
    if (!twin && before?.at_least !== least) continue
    throw new InvalidInputError(
      twin
        ? `the level '${level}' is named twice`
        : `the levels '${before?.level}' and '${level}' both begin at ${least}`,
      { field: 'thresholds', hint: 'Name each level once, with a threshold of its own.' },
    )
  }
  return rule
}

function price(
  ctx: ServiceContext,
  members: readonly Member[],
  rule: {
    readonly months: number
    readonly perUnit: number
    readonly value: number
    readonly redeemed_share?: number | undefined
  },
): PointsSimulation {
  const { currency } = ctx.shop
  const spending = members.filter((member) => netOf(member) > 0)
  const spendMinor = spending.reduce((sum, member) => sum + netOf(member), 0)
  const made = pointsCost(
    spending.map((member) => toMajor(netOf(member), currency)),
    rule,
  )
  const costAt = (share: number): number => toMinor(made.at(share), currency)
  const share = rule.redeemed_share ?? null
  const cost = costAt(share ?? 1)
  const margin = marginRate(spending)
  return {
    months: rule.months,
    per_unit: rule.perUnit,
    point_value: rule.value,
    spend_minor: spendMinor,
    customers: spending.length,
    points: made.points,
    full_minor: costAt(1),
    redeemed_share: share,
    cost_minor: share === null ? null : cost,
    revenue_share: spendMinor === 0 ? null : cost / spendMinor,
    margin_share: margin === null || margin <= 0 || spendMinor === 0 ? null : cost / (spendMinor * margin),
    by_share: SHARES.map((one) => ({ redeemed_share: one, cost_minor: costAt(one) })),
  }
}
