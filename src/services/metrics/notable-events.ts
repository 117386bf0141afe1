import { resolvePeriod } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readNotableEvents } from '../../store/queries/metrics/read-notable-events.ts'
import type { ServiceContext } from '../context.ts'
import { bucketOf, type DayRange } from './time-buckets.ts'

export interface NotableEvent {
  readonly kind: 'season' | 'campaign' | 'promotion' | 'price_change'
  readonly name: string
  readonly from: string
  readonly to: string | null
  /** Which of the two periods it touches. */
  readonly period: 'before' | 'after'
  readonly change: number | null
}

const SEASONS = [
  { key: '618', name: '618' },
  { key: 'double_11', name: '11.11' },
] as const

/** What was going on in either period: shopping seasons, campaigns, promotions, price changes. Beside the change, not its cause. */
export function notableEvents(ctx: ServiceContext, before: DayRange, after: DayRange): NotableEvent[] {
  return (['before', 'after'] as const).flatMap((period) => {
    const range = period === 'before' ? before : after
    const { from, to } = bucketOf(range, ctx.shop.zone)
    const recorded = readNotableEvents(ctx.store, from, to, ctx.asOf.until).map(
      ({ kind, name, startsAt, endsAt, change }): NotableEvent => ({
        kind,
        name,
        from: dateOfDay(ctx.shop.zone.dayOf(startsAt)),
        to: endsAt === null ? null : dateOfDay(ctx.shop.zone.dayOf(endsAt)),
        period,
        change,
      }),
    )
    return [...seasonsIn(ctx, range, period), ...recorded]
  })
}

function seasonsIn(ctx: ServiceContext, range: DayRange, period: 'before' | 'after'): NotableEvent[] {
  const years = [range.fromDay, range.toDay - 1].map((day) => Number(dateOfDay(day).slice(0, 4)))
  return [...new Set(years)].flatMap((year) =>
    SEASONS.flatMap(({ key, name }) => {
      const season = resolvePeriod(`${key}_${year}`, ctx.frame)
      if (season.fromDay >= range.toDay || season.toDay <= range.fromDay) return []
      return [
        {
          kind: 'season' as const,
          name: `${name} ${year}`,
          from: dateOfDay(season.fromDay),
          to: dateOfDay(season.toDay - 1),
          period,
          change: null,
        },
      ]
    }),
  )
}
