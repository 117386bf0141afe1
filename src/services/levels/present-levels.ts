import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzeMemberLevelsData, LevelView, PointsSimulation } from './level-question.ts'
import { levelTables } from './level-tables.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and table of the part that was asked for: a rule, points, moves, or what the levels are worth. */
export function presentLevels(
  ctx: ServiceContext,
  {
    data,
    view,
    gate,
    span,
  }: {
    readonly data: AnalyzeMemberLevelsData
    readonly view: LevelView
    readonly gate: Gate | null
    readonly span: { readonly from: string; readonly to: string }
  },
): Presented {
  const { currency } = ctx.shop
  const tables = levelTables(currency)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: span.from, unit: 'date' },
    { id: 'period_to', label: 'To', value: span.to, unit: 'date' },
    ...(gate === null ? [] : [{ id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' }]),
    ...valueFacts(data, currency),
    ...movementFacts(data),
    ...ruleFacts(data),
    ...(data.points === null ? [] : pointFacts(data.points, currency)),
  ]
  if (data.simulation !== null) return { facts, ...tables.rule(data.simulation) }
  if (data.points !== null) return { facts, ...tables.points(data.points) }
  if (view === 'movement') return { facts, ...tables.moves(data.movement) }
  return { facts, ...tables.value(data.levels) }
}

function valueFacts({ levels }: AnalyzeMemberLevelsData, currency: string): Fact[] {
  const known = levels.filter(({ level }) => level !== null)
  const without = levels.find(({ level }) => level === null)?.customers ?? 0
  const [top] = known
  const money = (minor: number): number => toMajor(minor, currency)
  return [
    {
      id: 'members',
      label: 'Customers with a level',
      value: known.reduce((sum, { customers }) => sum + customers, 0),
      unit: 'customers',
    },
    { id: 'levels', label: 'Levels', value: known.length, unit: 'levels' },
    ...(without === 0
      ? []
      : [{ id: 'without_level', label: 'Without a known level', value: without, unit: 'customers' }]),
    ...(top === undefined || top.level === null
      ? []
      : [
          { id: 'top', label: 'Level whose members spend most', value: top.level, unit: 'text' },
          { id: 'top_customers', label: 'Its customers', value: top.customers, unit: 'customers' },
          { id: 'top_share', label: 'Their share', value: top.share, unit: 'ratio' },
          { id: 'top_revenue_share', label: 'Their share of net revenue', value: top.revenue_share, unit: 'ratio' },
          {
            id: 'top_value',
            label: 'Net revenue per customer',
            value: money(top.per_customer_minor),
            unit: currency,
            n: top.customers,
          },
        ]),
  ]
}

const movementFacts = ({ movement }: AnalyzeMemberLevelsData): Fact[] => [
  { id: 'rose', label: 'Rose', value: movement.rose, unit: 'customers' },
  { id: 'fell', label: 'Fell', value: movement.fell, unit: 'customers' },
  { id: 'stayed', label: 'Stayed at their level', value: movement.stayed, unit: 'customers' },
  { id: 'joined', label: 'Came in the period', value: movement.joined, unit: 'customers' },
  ...(movement.unknown_before === 0
    ? []
    : [
        {
          id: 'unknown_before',
          label: 'Level not known at the start',
          value: movement.unknown_before,
          unit: 'customers',
        },
      ]),
]

function ruleFacts({ simulation }: AnalyzeMemberLevelsData): Fact[] {
  if (simulation === null) return []
  const { levels, months, basis, up, down, same } = simulation
  const highest = levels.find(({ level }) => level !== null)
  const below = levels.find(({ level }) => level === null)
  return [
    { id: 'months', label: 'Months looked at', value: months, unit: 'months' },
    { id: 'basis', label: 'Thresholds on', value: basis, unit: 'label' },
    ...(highest === undefined
      ? []
      : [
          { id: 'highest', label: 'Highest level of the rule', value: highest.level, unit: 'text' },
          { id: 'highest_customers', label: 'Would hold it', value: highest.customers, unit: 'customers' },
          { id: 'highest_share', label: 'Their share', value: highest.share, unit: 'ratio' },
          { id: 'highest_now', label: 'Hold it now', value: highest.now, unit: 'customers' },
        ]),
    ...(below === undefined
      ? []
      : [{ id: 'below', label: 'Below every threshold', value: below.customers, unit: 'customers' }]),
    ...(up + down + same === 0
      ? []
      : [
          { id: 'up', label: 'Would stand higher than now', value: up, unit: 'customers' },
          { id: 'down', label: 'Would stand lower than now', value: down, unit: 'customers' },
          { id: 'same', label: 'Would stay where they are', value: same, unit: 'customers' },
        ]),
  ]
}

function pointFacts(points: PointsSimulation, currency: string): Fact[] {
  const money = (minor: number): number => toMajor(minor, currency)
  return [
    { id: 'points_months', label: 'Months looked at', value: points.months, unit: 'months' },
    { id: 'points', label: 'Points earned', value: points.points, unit: 'count' },
    { id: 'points_customers', label: 'Customers who earn them', value: points.customers, unit: 'customers' },
    { id: 'points_spend', label: 'Net revenue that earns them', value: money(points.spend_minor), unit: currency },
    { id: 'per_unit', label: 'Points for one unit of money', value: points.per_unit, unit: 'count' },
    { id: 'point_value', label: 'Value of a point', value: points.point_value, unit: currency },
    { id: 'points_full', label: 'Cost if every point is used', value: money(points.full_minor), unit: currency },
    ...(points.cost_minor === null || points.redeemed_share === null
      ? []
      : [
          { id: 'redeemed_share', label: 'Share of points used', value: points.redeemed_share, unit: 'ratio' },
          { id: 'points_cost', label: 'Cost of the points used', value: money(points.cost_minor), unit: currency },
        ]),
    { id: 'points_revenue_share', label: 'Cost in net revenue', value: points.revenue_share, unit: 'ratio' },
    ...(points.margin_share === null
      ? []
      : [{ id: 'points_margin_share', label: 'Cost in margin', value: points.margin_share, unit: 'ratio' }]),
  ]
}
