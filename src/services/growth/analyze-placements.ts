import { correctForPosition } from '../../compute/metrics/correct-for-position.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readPlacementNames, readPlacements, type PlacementRow } from '../../store/queries/campaigns/read-placements.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { periodInData } from '../population/period-in-data.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { GROWTH_DEFINITIONS } from './definitions.ts'
import { presentPlacements } from './present-placements.ts'

export interface AnalyzePlacementsInput {
  /** All days unless given. */
  readonly period?: PeriodInput | undefined
  readonly placement?: string | undefined
  readonly creative?: string | undefined
}

interface Counts {
  readonly views: number
  readonly clicks: number
  readonly carts: number
  readonly rate: number | null
  readonly interval: readonly [number, number] | null
  readonly cart_rate: number | null
}

export interface PositionRow extends Counts {
  readonly placement: string
  readonly position: number
  /** Chance to be looked at, relative to the position that is looked at most. */
  readonly examination: number | null
}

export interface CreativeRow extends Counts {
  readonly placement: string
  readonly creative: string
  /** As if always shown at the position that is looked at most. */
  readonly corrected_rate: number | null
  readonly corrected_interval: readonly [number, number] | null
}

export interface AnalyzePlacementsData {
  readonly views: number
  readonly clicks: number
  readonly carts: number
  readonly positions: readonly PositionRow[]
  readonly creatives: readonly CreativeRow[]
}

/** What was shown, clicked and put in carts by place, and click rates without the luck of standing on top. */
export function analyzePlacements({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzePlacementsInput
}): ServiceResult<AnalyzePlacementsData> {
  authorise(ctx, 'read:predictions')
  const period = periodInData(input.period ?? 'all', ctx.frame, 'period')
  const known = readPlacementNames(ctx.store, ctx.asOf.until)
  checkName('placement', input.placement, known.placements)
  checkName('creative', input.creative, known.creatives)
  const rows = readPlacements(ctx.store, {
    fromDay: period.fromDay,
    toDay: period.toDay,
    until: ctx.asOf.until,
    placement: input.placement ?? null,
    creative: null,
  })
  const placed = rows.filter(({ position }) => position !== null)
  const parts = [...new Set(placed.map(({ placement }) => placement))].map((placement) =>
    onePlacement(
      placement,
      placed.filter((row) => row.placement === placement),
    ),
  )
  const creatives = parts
    .flatMap((part) => part.creatives)
    .filter(({ creative }) => input.creative === undefined || creative === input.creative)
    .toSorted((a, b) => (b.corrected_rate ?? 0) - (a.corrected_rate ?? 0))
  const sum = (key: 'views' | 'clicks' | 'carts'): number => rows.reduce((total, row) => total + row[key], 0)
  const data: AnalyzePlacementsData = {
    views: sum('views'),
    clicks: sum('clicks'),
    carts: sum('carts'),
    positions: parts.flatMap((part) => part.positions),
    creatives,
  }
  const gate: Gate | null =
    data.views === 0 ? { failed: 'impressions', have: 0, need: 1, pooled_estimate: null, opens_on: null } : null
  return {
    data,
    ...presentPlacements(ctx, data, { gate, from: dateOfDay(Math.max(period.fromDay, ctx.frame.firstDay)) }),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population:
        input.placement === undefined
          ? say(ctx, 'all placements', '全部广告位')
          : say(ctx, `placement ${input.placement}`, `广告位 ${input.placement}`),
      rows_used: data.views,
      rows_left_out: { without_position: rows.length - placed.length },
      definition: GROWTH_DEFINITIONS[ctx.language].placements,
      method: say(
        ctx,
        'multiplicative click model of position and creative, alternating scaling; Wilson intervals',
        '位置与素材的乘法点击模型，交替缩放求解；Wilson 区间',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings:
      data.creatives.length < 2 && data.views > 0
        ? [
            say(
              ctx,
              'one creative only: its appeal cannot be told from its place',
              '只有一个素材：无法把素材的吸引力和位置的影响区分开',
            ),
          ]
        : [],
    suggestions: ctx.language === 'zh' ? ['网站转化率是多少？'] : ['What is the conversion rate of the site?'],
  }
}

function checkName(field: 'placement' | 'creative', wanted: string | undefined, known: readonly string[]): void {
  if (wanted === undefined || known.includes(wanted)) return
  throw new NotFoundError(field, wanted.slice(0, 80), {
    field,
    hint:
      known.length === 0
        ? 'No event names one: import events with placement and position.'
        : `Known: ${known.join(', ')}.`,
  })
}

function countsOf(rows: readonly PlacementRow[]): Counts {
  const sum = (key: 'views' | 'clicks' | 'carts'): number => rows.reduce((total, row) => total + row[key], 0)
  const [views, clicks, carts] = [sum('views'), sum('clicks'), sum('carts')]
  const counts = clicks <= views && views > 0
  return {
    views,
    clicks,
    carts,
    rate: counts ? clicks / views : null,
    interval: counts ? wilsonInterval(clicks, views) : null,
    cart_rate: clicks === 0 ? null : carts / clicks,
  }
}

function onePlacement(placement: string, rows: readonly PlacementRow[]) {
  const positions = [...new Set(rows.map(({ position }) => position ?? 0))].toSorted((a, b) => a - b)
  const creatives = [...new Set(rows.map(({ creative }) => creative ?? ''))].toSorted()
  const { examination, rate } = correctForPosition(
    rows.map((row) => ({
      item: creatives.indexOf(row.creative ?? ''),
      position: positions.indexOf(row.position ?? 0),
      views: Math.max(row.views, row.clicks),
      clicks: row.clicks,
    })),
    creatives.length,
    positions.length,
  )
  const clicks = countsOf(rows).clicks
  const top = positions[examination.indexOf(1)]
  const clicksAtTop = countsOf(rows.filter(({ position }) => position === top)).clicks
  return {
    positions: positions.map((position, i): PositionRow => ({
      placement,
      position,
      ...countsOf(rows.filter((row) => row.position === position)),
      examination: examination[i] ?? null,
    })),
    creatives: creatives.map((creative, i): CreativeRow => {
      const counts = countsOf(rows.filter((row) => (row.creative ?? '') === creative))
      const corrected = rate[i] ?? 0
      // Relative: of the creative's own clicks and of those at the place seen most, which the correction leans on.
      const factor =
        counts.clicks === 0 || clicksAtTop === 0
          ? null
          : Math.exp(1.96 * Math.sqrt(Math.max(0, 1 / counts.clicks + 1 / clicksAtTop - 1 / clicks)))
      return {
        placement,
        creative: creative === '' ? 'unnamed' : creative,
        ...counts,
        corrected_rate: corrected,
        corrected_interval: factor === null ? null : [corrected / factor, Math.min(1, corrected * factor)],
      }
    }),
  }
}
