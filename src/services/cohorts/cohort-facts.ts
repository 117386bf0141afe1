import type { CohortGrain, CurvePoint } from '../../compute/segments/cohort-matrix.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { addGrains, type Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { columnLabel } from '../segments/column-labels.ts'
import type { NamedCohort } from './analyze-cohorts.ts'

export interface CohortFigures {
  readonly ctx: ServiceContext
  readonly grain: CohortGrain
  readonly period: Period
  readonly cohorts: readonly NamedCohort[]
  /** First local day of each cohort's period. */
  readonly starts: readonly number[]
  readonly curve: readonly CurvePoint[]
  readonly lastPeriodComplete: boolean
}

/** Letter of a period in fact ids and columns: retention_m1 is the month after the first. */
const LETTER: Readonly<Record<CohortGrain, string>> = { week: 'w', month: 'm', quarter: 'q' }
/** Periods after the first that facts and the table of several cohorts show; `data` holds all. */
const MOST_COLUMNS = 12

/**
 * Facts of one cohort (its own counts, a running period included) or of several (the curve, complete periods only):
 * `retained_m1` of `base_m1` customers is `retention_m1`.
 */
export function cohortFacts(figures: CohortFigures): Fact[] {
  const { ctx, grain, period, cohorts, curve } = figures
  const letter = LETTER[grain]
  const lastDay = Math.min(period.toDay - 1, ctx.asOf.day)
  const firstDay = period.name === 'all' ? (figures.starts[0] ?? period.fromDay) : period.fromDay
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    {
      id: 'period_from',
      label: 'First orders from',
      value: dateOfDay(Math.max(firstDay, period.fromDay)),
      unit: 'date',
    },
    { id: 'period_to', label: 'First orders to', value: dateOfDay(lastDay), unit: 'date' },
    { id: 'grain', label: 'Grain', value: grain, unit: 'label' },
    { id: 'cohorts', label: 'Cohorts', value: cohorts.length, unit: 'cohorts' },
    {
      id: 'cohort_size',
      label: 'Customers with their first order in the period',
      value: cohorts.reduce((sum, cohort) => sum + cohort.size, 0),
      unit: 'customers',
    },
  ]
  const [only] = cohorts
  const single = cohorts.length === 1 && only !== undefined
  if (single) facts.push({ id: 'cohort', label: 'Cohort', value: only.cohort, unit: 'text' })
  const points = single
    ? only.counts.map((retained, k) => ({ period: k, retained, base: only.size, retention: retained / only.size }))
    : curve
  for (const { period: k, retained, base, retention } of points.slice(1, MOST_COLUMNS + 1)) {
    const name = `${grain} ${k} after the first`
    facts.push(
      { id: `retained_${letter}${k}`, label: `Ordered again in ${name}`, value: retained, unit: 'customers' },
      { id: `base_${letter}${k}`, label: `Customers whose ${name} is known`, value: base, unit: 'customers' },
      { id: `retention_${letter}${k}`, label: `Retention in ${name}`, value: retention, unit: 'ratio', n: base },
    )
  }
  if (!single) facts.push(...extremes(figures))
  if (single && !figures.lastPeriodComplete && only.counts.length > 1) {
    facts.push({
      id: 'running_period',
      label: 'Periods after the first that still run',
      value: only.counts.length - 1,
      unit: `${grain}s`,
    })
  }
  return facts
}

/** Best and worst cohort by retention in the first period after, among those whose period is complete. */
function extremes({ grain, cohorts, lastPeriodComplete }: CohortFigures): Fact[] {
  const complete = cohorts.filter(({ counts }) => counts.length > (lastPeriodComplete ? 1 : 2))
  if (complete.length < 2) return []
  const ranked = [...complete].sort((a, b) => (b.retention[1] ?? 0) - (a.retention[1] ?? 0))
  return [
    { which: 'best', cohort: ranked[0] },
    { which: 'worst', cohort: ranked.at(-1) },
  ].flatMap(({ which, cohort }): Fact[] =>
    cohort === undefined
      ? []
      : [
          {
            id: `${which}_cohort`,
            label: `Cohort with the ${which} first ${grain} after`,
            value: cohort.cohort,
            unit: 'text',
          },
          {
            id: `${which}_retention`,
            label: `Its retention in that ${grain}`,
            value: cohort.retention[1] ?? 0,
            unit: 'ratio',
            n: cohort.size,
          },
        ],
  )
}

/** One row for each period of a single cohort, else one row for each cohort. */
export function cohortTable({ ctx, grain, cohorts, starts, lastPeriodComplete }: CohortFigures): ResultTable {
  const letter = LETTER[grain]
  const [only] = cohorts
  if (cohorts.length === 1 && only !== undefined) {
    const rows = only.counts.map((customers, k) => ({
      period: k,
      from: dateOfDay(addGrains(starts[0] ?? 0, grain, k)),
      customers,
      base: only.size,
      retention: customers / only.size,
      complete: lastPeriodComplete || k < only.counts.length - 1,
    }))
    return {
      columns: [
        { key: 'period', label: columnLabel('period', ctx.language), unit: `${grain}s` },
        { key: 'from', label: columnLabel('from', ctx.language), unit: 'date' },
        { key: 'customers', label: columnLabel('ordered', ctx.language), unit: 'customers' },
        { key: 'base', label: columnLabel('base', ctx.language), unit: 'customers' },
        { key: 'retention', label: columnLabel('retention', ctx.language), unit: 'ratio' },
        { key: 'complete', label: columnLabel('complete', ctx.language), unit: 'label' },
      ],
      rows,
      total_rows: rows.length,
    }
  }
  const columns = columnsOf(cohorts)
  const rows = cohorts.map((cohort) => ({
    cohort: cohort.cohort,
    customers: cohort.size,
    ...Object.fromEntries(columns.map((k) => [`${letter}${k}`, cohort.retention[k] ?? null])),
  }))
  return {
    columns: [
      { key: 'cohort', label: columnLabel('cohort', ctx.language), unit: 'text' },
      { key: 'customers', label: columnLabel('customers', ctx.language), unit: 'customers' },
      ...columns.map((k) => ({ key: `${letter}${k}`, label: `${letter.toUpperCase()}${k}`, unit: 'ratio' })),
    ],
    rows,
    total_rows: rows.length,
  }
}

export const cohortChart = ({ grain, cohorts }: CohortFigures): ResultChart =>
  cohorts.length === 1
    ? { type: 'line', x: 'period', y: ['retention'] }
    : { type: 'heatmap', x: 'cohort', y: columnsOf(cohorts).map((k) => `${LETTER[grain]}${k}`) }

const columnsOf = (cohorts: readonly NamedCohort[]): readonly number[] => {
  const longest = cohorts.reduce((most, { counts }) => Math.max(most, counts.length - 1), 0)
  return Array.from({ length: Math.min(longest, MOST_COLUMNS) }, (_, k) => k + 1)
}
