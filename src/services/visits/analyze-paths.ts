import {
  countExits,
  countFurthest,
  countLoops,
  countPaths,
  countTransitions,
  cutPath,
  visitPath,
  type PathCount,
  type StepCount,
  type VisitPath,
} from '../../compute/visits/count-paths.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { pathDefinitions } from './definitions.ts'
import { loadVisits } from './load-visits.ts'
import { presentPaths } from './present-paths.ts'
import { ORDER_STEP, ORDER_STEPS, visitStep } from './visit-step-names.ts'

export interface AnalyzePathsInput {
  /** Paths from the first time that this is done. */
  readonly from?: string | undefined
  /** Paths up to the first time that this is done. */
  readonly to?: string | undefined
  readonly period?: PeriodInput | undefined
  /** Only visits with an order, or only those without; both, told apart, unless given. */
  readonly converted?: boolean | undefined
  readonly limit?: number | undefined
}

interface PathRow {
  readonly steps: readonly string[]
  readonly visits: number
  readonly visitors: number
  /** Of the visits with an order, or of those without. */
  readonly share: number
  readonly converted: boolean
}

interface StepRow {
  readonly step: string
  readonly visits: number
  readonly visitors: number
  readonly share: number
}

export interface AnalyzePathsData {
  readonly visits: number
  readonly with_order: { readonly visits: number; readonly visitors: number }
  readonly without_order: { readonly visits: number; readonly visitors: number }
  /** Of visits with an order first, then of those without; most taken first. */
  readonly paths: readonly PathRow[]
  readonly paths_found: number
  readonly transitions: readonly {
    readonly from: string
    readonly to: string
    readonly count: number
    readonly share: number
  }[]
  /** The last thing done: of visits without an order, unless those with one are asked for. */
  readonly exits: readonly StepRow[]
  /** The furthest stage of visits without an order. */
  readonly stuck: readonly StepRow[]
  readonly loops: readonly StepRow[]
}

const PERIOD = 'last_30_days'
const LISTED = 5
/** Behind these an order is still to be made. */
const STAGES = ORDER_STEPS.filter((step) => step !== ORDER_STEP)

/** Which paths visits take, before an order and without one, and where those without one end. */
export function analyzePaths({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzePathsInput
}): ServiceResult<AnalyzePathsData> {
  const from = input.from === undefined ? null : visitStep(input.from, 'from')
  const to = input.to === undefined ? null : visitStep(input.to, 'to')
  const { visits, period } = loadVisits(ctx, { period: input.period ?? PERIOD })
  const whole = visits
    .map((visit) =>
      visitPath(
        visit.visitor,
        visit.steps.map(({ name }) => name),
        ORDER_STEP,
      ),
    )
    .filter(({ steps }) => steps.length > 0)
  const cut = whole.flatMap((path): VisitPath[] => {
    const steps = cutPath(path.steps, from, to)
    return steps === null ? [] : [{ ...path, steps }]
  })
  const asked = cut.filter(({ converted }) => input.converted === undefined || converted === input.converted)
  const withOrder = asked.filter(({ converted }) => converted)
  const without = asked.filter(({ converted }) => !converted)
  const limit = input.limit ?? LISTED
  const rowsOf = (paths: readonly VisitPath[], converted: boolean): readonly PathRow[] =>
    countPaths(paths)
      .slice(0, limit)
      .map((path: PathCount) => ({ ...path, share: path.visits / paths.length, converted }))
  const shares = (counts: readonly StepCount[], of: number): readonly StepRow[] =>
    counts.map((one) => ({ ...one, share: of === 0 ? 0 : one.visits / of }))
  const leaving = input.converted === true ? withOrder : without
  const data: AnalyzePathsData = {
    visits: asked.length,
    with_order: sizeOf(withOrder),
    without_order: sizeOf(without),
    paths: [...rowsOf(withOrder, true), ...rowsOf(without, false)],
    paths_found: countPaths(withOrder).length + countPaths(without).length,
    transitions: countTransitions(asked),
    exits: shares(countExits(leaving), leaving.length),
    stuck: shares(countFurthest(without, STAGES), without.length),
    loops: shares(countLoops(asked), asked.length),
  }
  const cutSteps = visits.reduce((sum, visit) => sum + visit.cut, 0)
  return {
    data,
    ...presentPaths(ctx, data, period),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: say(ctx, 'all visits', '全部访问'),
      rows_used: asked.length,
      rows_left_out: {
        ...(visits.length === whole.length ? {} : { nothing_done: visits.length - whole.length }),
        ...(whole.length === asked.length ? {} : { not_in_the_conditions: whole.length - asked.length }),
      },
      definition: pathDefinitions[ctx.language],
      method: say(
        ctx,
        'counted visits; repeats in a row taken together, cut behind the first payment',
        '对访问计数；连续重复的步骤合并，在首次付款后截断',
      ),
      model: null,
      sql: [],
    },
    warnings:
      cutSteps === 0
        ? []
        : [say(ctx, `${cutSteps} steps of very long visits were not read`, `过长的访问中有 ${cutSteps} 步未读取`)],
  }
}

const sizeOf = (paths: readonly VisitPath[]): { readonly visits: number; readonly visitors: number } => ({
  visits: paths.length,
  visitors: new Set(paths.map(({ visitor }) => visitor)).size,
})
