import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { lateFacts } from '../delivery/late-facts.ts'
import type { MetricWindow } from '../metrics/metric-window.ts'
import { productName } from '../recommend/product-name.ts'
import type { VoiceDimension } from '../voice/voice-dimensions.ts'
import { isGrain } from '../voice/voice-dimensions.ts'
import type { Change } from './compare-satisfaction.ts'
import type { MeasureSatisfactionData, SatisfactionGroup } from './measure-satisfaction.ts'

interface Scene {
  readonly data: MeasureSatisfactionData
  readonly window: MetricWindow
  readonly compared: { readonly fromDay: number; readonly toDay: number } | null
  readonly by: VoiceDimension | null
  /** Ratings of the period before filters. */
  readonly everybody: number
  readonly gate: Gate | null
}

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
}

/** Facts, and a table of the groups, or of the drivers where nothing is split. */
export function presentSatisfaction(ctx: ServiceContext, scene: Scene): Presented {
  const { data, by, gate } = scene
  const groups = groupRows(ctx, data.groups, by)
  const drivers = driverTable(data)
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'period_from', label: 'From', value: dateOfDay(scene.window.visible.fromDay), unit: 'date' },
      { id: 'period_to', label: 'To', value: dateOfDay(scene.window.visible.toDay - 1), unit: 'date' },
      ...(gate?.failed.includes('imported') === true
        ? [{ id: 'nothing_imported', label: 'Ratings', value: 0, unit: 'ratings' } as const]
        : []),
      ...measureFacts(data),
      ...disagreementFacts(data),
      ...(scene.everybody > (data.csat?.n ?? 0)
        ? [{ id: 'all_ratings', label: 'Ratings of everybody', value: scene.everybody, unit: 'ratings' } as const]
        : []),
      ...changeFacts(scene),
      ...driverFacts(data),
      ...lateFacts(data.late_effect),
      ...(by === null ? [] : extremes(groups, by)),
    ],
    table: by === null ? drivers : { columns: GROUP_COLUMNS(by), rows: groups, total_rows: groups.length },
    chart:
      by !== null && groups.length > 1
        ? { type: isGrain(by) ? 'line' : 'bar', x: 'group', y: ['csat'] }
        : drivers === null
          ? null
          : { type: 'bar', x: 'factor', y: ['share'] },
  }
}

function measureFacts({ csat, mean_rating: mean, nps, sources }: MeasureSatisfactionData): Fact[] {
  return [
    ...(csat === null ? [] : bounded('csat', 'CSAT', csat.value, 'ratio', csat.interval, csat.n)),
    ...(csat === null ? [] : [{ id: 'ratings', label: 'Ratings', value: csat.n, unit: 'ratings' } as const]),
    ...(csat !== null && csat.n < 30
      ? [{ id: 'few_ratings', label: 'Few ratings', value: csat.n, unit: 'ratings' } as const]
      : []),
    ...(mean === null ? [] : bounded('mean_rating', 'Mean rating', mean.value, 'stars', mean.interval, mean.n)),
    ...(nps === null ? [] : bounded('nps', 'NPS', nps.value, 'nps', nps.interval, nps.n)),
    ...(nps === null
      ? []
      : ([
          { id: 'nps_answers', label: 'Answers', value: nps.n, unit: 'answers' },
          { id: 'promoters', label: 'Promoters', value: nps.promoters, unit: 'answers' },
          { id: 'detractors', label: 'Detractors', value: nps.detractors, unit: 'answers' },
        ] as const)),
    ...sources.flatMap(({ kind, n, csat: share, mean: stars }): Fact[] => [
      { id: `csat_${kind}`, label: 'CSAT', value: share, unit: 'ratio', n },
      { id: `mean_${kind}`, label: 'Mean rating', value: stars, unit: 'stars', n },
      { id: `ratings_${kind}`, label: 'Ratings', value: n, unit: 'ratings' },
    ]),
  ]
}

function disagreementFacts({ disagreement }: MeasureSatisfactionData): Fact[] {
  if (disagreement === null) return []
  const { difference, interval } = disagreement
  return [
    { id: 'sources_difference', label: 'Reviews minus surveys', value: difference, unit: 'stars', interval },
    { id: 'sources_difference_low', label: 'Lower limit (95 %)', value: interval[0], unit: 'stars' },
    { id: 'sources_difference_high', label: 'Upper limit (95 %)', value: interval[1], unit: 'stars' },
  ]
}

type Interval = readonly [number, number]

/** A figure, and the ends of its interval as figures of their own. */
function bounded(id: string, label: string, value: number, unit: string, interval: Interval | null, n: number): Fact[] {
  return [
    { id, label, value, unit, n, ...(interval === null ? {} : { interval }) },
    ...(interval === null
      ? []
      : [
          { id: `${id}_low`, label: `${label}, lower limit (95 %)`, value: interval[0], unit },
          { id: `${id}_high`, label: `${label}, upper limit (95 %)`, value: interval[1], unit },
        ]),
  ]
}

function changeFacts({ data: { change }, compared }: Scene): Fact[] {
  if (change === null || compared === null) return []
  const facts = (id: string, label: string, unit: string, one: Change | null, points: string): Fact[] =>
    one === null
      ? []
      : [
          { id: `${id}_previous`, label: `${label} before`, value: one.before, unit },
          {
            id: `${id}_difference`,
            label: `${label}, change`,
            value: one.difference,
            unit: points,
            interval: one.interval,
          },
          { id: `${id}_difference_low`, label: 'Lower limit (95 %)', value: one.interval[0], unit: points },
          { id: `${id}_difference_high`, label: 'Upper limit (95 %)', value: one.interval[1], unit: points },
          ...(one.clear ? [{ id: `${id}_changed`, label: 'Clear change', value: 'yes', unit: 'label' } as const] : []),
        ]
  return [
    { id: 'previous_from', label: 'Compared with, from', value: dateOfDay(compared.fromDay), unit: 'date' },
    { id: 'previous_to', label: 'Compared with, to', value: dateOfDay(compared.toDay - 1), unit: 'date' },
    ...facts('csat', 'CSAT', 'ratio', change.csat, 'points'),
    ...facts('mean_rating', 'Mean rating', 'stars', change.mean_rating, 'stars'),
    ...facts('nps', 'NPS', 'nps', change.nps, 'nps'),
  ]
}

function driverFacts({ drivers, explained }: MeasureSatisfactionData): Fact[] {
  return [
    ...(explained === null
      ? []
      : bounded('explained', 'Explained', explained.value, 'ratio', explained.interval, explained.n)),
    ...(explained === null
      ? []
      : [{ id: 'driver_ratings', label: 'Ratings of delivered orders', value: explained.n, unit: 'ratings' } as const]),
    ...drivers.flatMap((driver, i): Fact[] => [
      { id: `driver_${i + 1}`, label: 'Driver', value: driver.factor, unit: 'label' },
      { id: `driver_${i + 1}_share`, label: 'Share', value: driver.share, unit: 'ratio', interval: driver.interval },
      { id: `driver_${i + 1}_direction`, label: 'Direction', value: driver.direction, unit: 'label' },
    ]),
  ]
}

function driverTable({ drivers }: MeasureSatisfactionData): ResultTable | null {
  if (drivers.length === 0) return null
  return {
    columns: [
      { key: 'factor', label: 'Factor', unit: 'label' },
      { key: 'share', label: 'Share of the differences', unit: 'ratio' },
      { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'direction', label: 'Direction', unit: 'label' },
      { key: 'stars_by_unit', label: 'Stars by one unit', unit: 'stars' },
    ],
    rows: drivers.map(({ factor, share, interval: [low, high], direction, effect }) => ({
      factor,
      share,
      low,
      high,
      direction,
      stars_by_unit: effect,
    })),
    total_rows: drivers.length,
  }
}

const WORDS_OF_THE_SHOP: readonly VoiceDimension[] = ['gender', 'age_band', 'lifecycle', 'value_tier', 'rfm_segment']

const GROUP_COLUMNS = (by: VoiceDimension): ResultTable['columns'] => [
  { key: 'group', label: 'Group', unit: unitOf(by) },
  { key: 'ratings', label: 'Ratings', unit: 'ratings' },
  { key: 'csat', label: 'CSAT', unit: 'ratio' },
  { key: 'csat_low', label: 'Lower limit (95 %)', unit: 'ratio' },
  { key: 'csat_high', label: 'Upper limit (95 %)', unit: 'ratio' },
  { key: 'mean_rating', label: 'Mean rating', unit: 'stars' },
  { key: 'nps', label: 'NPS', unit: 'nps' },
  { key: 'nps_answers', label: 'NPS answers', unit: 'answers' },
  { key: 'caution', label: 'Caution', unit: 'label' },
]

type Row = Readonly<Record<string, Cell>>

function groupRows(ctx: ServiceContext, groups: readonly SatisfactionGroup[], by: VoiceDimension | null): Row[] {
  const shelf = by === 'product_id' ? readShelf(ctx.store, ctx.asOf.until) : null
  return groups.map(({ group, csat, mean_rating: mean, nps, small }) => ({
    group: shelf === null ? group : productName(shelf.get(group), group, ctx.language),
    ratings: csat?.n ?? 0,
    csat: csat?.value ?? null,
    csat_low: csat?.interval[0] ?? null,
    csat_high: csat?.interval[1] ?? null,
    mean_rating: mean?.value ?? null,
    nps: nps?.value ?? null,
    nps_answers: nps?.n ?? 0,
    caution: small ? 'few_ratings' : 'enough_ratings',
  }))
}

const unitOf = (by: VoiceDimension): 'label' | 'text' => (WORDS_OF_THE_SHOP.includes(by) ? 'label' : 'text')

/** The groups with the lowest and the highest share, among those that are not small. */
function extremes(rows: readonly Row[], by: VoiceDimension): Fact[] {
  const sure = rows.filter((row) => row['caution'] === 'enough_ratings' && typeof row['csat'] === 'number')
  const sorted = sure.toSorted((a, b) => Number(a['csat']) - Number(b['csat']))
  const [worst] = sorted
  const best = sorted.at(-1)
  if (worst === undefined || best === undefined || worst === best) return []
  return (['worst', 'best'] as const).flatMap((name): Fact[] => {
    const row = name === 'worst' ? worst : best
    return [
      { id: `${name}_group`, label: `The ${name} group`, value: String(row['group']), unit: unitOf(by) },
      { id: `${name}_csat`, label: 'CSAT', value: Number(row['csat']), unit: 'ratio', n: Number(row['ratings']) },
    ]
  })
}
