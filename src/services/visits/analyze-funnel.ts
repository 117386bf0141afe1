import { findLeaks, type Leak } from '../../compute/visits/find-leaks.ts'
import { measureFunnel, type FunnelStep } from '../../compute/visits/measure-funnel.ts'
import { walkFunnel } from '../../compute/visits/walk-funnel.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { Visit } from '../../store/queries/visits/read-visits.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { funnelDefinitions } from './definitions.ts'
import { loadVisits } from './load-visits.ts'
import { presentFunnel } from './present-funnel.ts'
import { FUNNEL_DIMENSIONS, groupOfVisit, UNKNOWN, type FunnelDimension } from './visit-groups.ts'
import { ORDER_STEPS, visitStep } from './visit-step-names.ts'

export interface AnalyzeFunnelInput {
  /** Names of what is done, in order; view, cart, checkout, pay unless given. */
  readonly steps?: readonly string[] | undefined
  readonly by?: FunnelDimension | undefined
  readonly period?: PeriodInput | undefined
  /** Nothing else may lie between two steps. */
  readonly strict?: boolean | undefined
  readonly filters?: readonly Filter[] | undefined
}

export interface NamedFunnelStep {
  readonly name: string
  readonly count: number
  readonly rate: number | null
  readonly interval: readonly [number, number] | null
  readonly overall: number | null
  readonly median_seconds: number | null
}

export interface FunnelLeak {
  readonly by: FunnelDimension
  readonly group: string
  readonly step: string
  readonly after: string
  readonly rate: number
  readonly interval: readonly [number, number] | null
  readonly other_rate: number
  readonly difference: number
  readonly difference_interval: readonly [number, number]
  readonly lost: number
}

export interface AnalyzeFunnelData {
  readonly visits: number
  readonly strict: boolean
  readonly steps: readonly NamedFunnelStep[]
  readonly by: FunnelDimension | null
  readonly groups: readonly {
    readonly group: string
    readonly visits: number
    readonly steps: readonly NamedFunnelStep[]
  }[]
  /** Groups that are lost at a step more often than all others, most lost visits first. */
  readonly leaks: readonly FunnelLeak[]
}

const PERIOD = 'last_90_days'
const NEEDED = 100
/** Where nobody says by what, leaks are looked for among these. */
const LOOKED_AT: readonly FunnelDimension[] = ['device', 'channel']
const MOST_GROUPS = 20

interface Walked {
  readonly visit: Visit
  readonly reached: readonly number[]
}

/** How many visits go from step to step, for whom most are lost, and how long they take. */
export function analyzeFunnel({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeFunnelInput
}): ServiceResult<AnalyzeFunnelData> {
  const names = (input.steps ?? ORDER_STEPS).map((step) => visitStep(step, 'steps'))
  if (names.length < 2 || new Set(names).size !== names.length) {
    throw new InvalidInputError(`a funnel needs two different steps or more, got ${names.join(', ')}`, {
      field: 'steps',
      hint: `Leave steps out for ${ORDER_STEPS.join(', ')}.`,
    })
  }
  const { visits, period, population, leftOut } = loadVisits(ctx, {
    period: input.period ?? PERIOD,
    filters: input.filters,
    withCategories: input.by === 'category',
  })
  const strict = input.strict === true
  const stepOf = new Map(names.map((name, step) => [name, step]))
  const walked = visits.map((visit): Walked => ({
    visit,
    reached: walkFunnel(
      visit.steps.map(({ name, at }) => ({ step: stepOf.get(name) ?? -1, at })),
      names.length,
      strict,
    ),
  }))
  const funnelOf = (some: readonly Walked[]): readonly NamedFunnelStep[] =>
    measureFunnel(
      some.map(({ reached }) => reached),
      names.length,
    ).map((step, at) => named(names[at] ?? '', step))
  const groups = (by: FunnelDimension) => groupedBy(ctx, walked, by)
  const steps = funnelOf(walked)
  const leaks = (input.by === undefined ? LOOKED_AT : [input.by])
    .flatMap((by) => leaksOf(groups(by), names, by))
    .toSorted((a, b) => b.lost - a.lost)
  const data: AnalyzeFunnelData = {
    visits: walked.length,
    strict,
    steps,
    by: input.by ?? null,
    groups:
      input.by === undefined
        ? []
        : groups(input.by)
            .slice(0, MOST_GROUPS)
            .map(([group, some]) => ({ group, visits: some.length, steps: funnelOf(some) })),
    leaks,
  }
  const gate: Gate | null =
    walked.length < NEEDED
      ? { failed: 'visits', have: walked.length, need: NEEDED, pooled_estimate: null, opens_on: null }
      : null
  return {
    data,
    ...presentFunnel(ctx, data, period),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population,
      rows_used: walked.length,
      rows_left_out: leftOut === 0 ? {} : { not_in_the_conditions: leftOut },
      definition: funnelDefinitions[ctx.language],
      method: say(
        ctx,
        `${strict ? 'strict' : 'ordered'} funnel over visits; Wilson intervals; groups against all others, Newcombe with Bonferroni`,
        `对访问做${strict ? '严格' : '有序'}漏斗；Wilson 区间；各组与其余全部比较，Newcombe 区间并用 Bonferroni 校正`,
      ),
      model: null,
      sql: [],
    },
    gate,
  }
}

const named = (name: string, { count, rate, interval, overall, medianSeconds }: FunnelStep): NamedFunnelStep => ({
  name,
  count,
  rate,
  interval,
  overall,
  median_seconds: medianSeconds,
})

/** Largest group first. */
function groupedBy(
  ctx: ServiceContext,
  walked: readonly Walked[],
  by: FunnelDimension,
): readonly (readonly [group: string, walked: readonly Walked[]])[] {
  const groups = new Map<string, Walked[]>()
  for (const one of walked) {
    const group = groupOfVisit(one.visit, by, ctx.shop.zone)
    const known = groups.get(group)
    if (known === undefined) groups.set(group, [one])
    else known.push(one)
  }
  return [...groups].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
}

function leaksOf(
  groups: readonly (readonly [string, readonly Walked[]])[],
  names: readonly string[],
  by: FunnelDimension,
): readonly FunnelLeak[] {
  // What was not recorded is no group: events of orders often tell more than others.
  const recorded = groups.filter(([group]) => group !== UNKNOWN)
  const outcomes = recorded.flatMap(([group, some]) =>
    names.slice(1).map((_name, at) => ({
      group,
      step: at + 1,
      from: some.filter(({ reached }) => reached.length > at).length,
      went: some.filter(({ reached }) => reached.length > at + 1).length,
    })),
  )
  return findLeaks(outcomes).map((leak: Leak): FunnelLeak => {
    const own = groups.find(([group]) => group === leak.group)?.[1] ?? []
    const step = measureFunnel(
      own.map(({ reached }) => reached),
      names.length,
    )[leak.step]
    return {
      by,
      group: leak.group,
      step: names[leak.step] ?? '',
      after: names[leak.step - 1] ?? '',
      rate: leak.rate,
      interval: step?.interval ?? null,
      other_rate: leak.otherRate,
      difference: leak.difference,
      difference_interval: leak.interval,
      lost: leak.lost,
    }
  })
}

export { FUNNEL_DIMENSIONS }
