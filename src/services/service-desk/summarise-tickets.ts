import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { medianInterval } from '../../compute/stats/median-interval.ts'
import { quantile } from '../../compute/stats/quantile.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { Ticket } from './read-desk.ts'

type Interval = readonly [number, number]

export interface Waiting {
  /** Hours. */
  readonly median: number
  readonly interval: Interval | null
  readonly mean: number
  readonly p90: number
  readonly n: number
}

export interface TicketSummary {
  readonly tickets: number
  /** Not settled yet, and of those not answered yet. */
  readonly open: number
  readonly unanswered: number
  readonly first_response_hours: Waiting | null
  readonly resolution_hours: Waiting | null
  /** Stars that customers gave for the service. */
  readonly rating: { readonly value: number; readonly interval: Interval | null; readonly n: number } | null
  /** How what customers wrote sounds: [-1, 1], and the share of tickets that sound negative. */
  readonly mood: {
    readonly value: number
    readonly interval: Interval | null
    readonly negative_share: number
    readonly negative_interval: Interval
    readonly n: number
  } | null
}

const HOUR = 3_600_000
const NEGATIVE = -0.05

export const responseHours = (tickets: readonly Ticket[]): number[] =>
  tickets.flatMap(({ at, firstResponseAt }) => (firstResponseAt === null ? [] : [(firstResponseAt - at) / HOUR]))
export const moodsOf = (tickets: readonly Ticket[]): number[] => tickets.flatMap(({ mood }) => mood ?? [])
export const ratingsOf = (tickets: readonly Ticket[]): number[] =>
  tickets.flatMap(({ rating }) => (rating === null || rating < 1 || rating > 5 ? [] : [rating]))

/** Numbers, waiting times, ratings and mood of some tickets. */
export function summariseTickets(tickets: readonly Ticket[]): TicketSummary {
  const rating = meanInterval(ratingsOf(tickets), [1, 5])
  const moods = moodsOf(tickets)
  const mood = meanInterval(moods, [-1, 1])
  const negative = moods.filter((score) => score < NEGATIVE).length
  return {
    tickets: tickets.length,
    open: tickets.filter(({ open }) => open === 1).length,
    unanswered: tickets.filter(({ open, firstResponseAt }) => open === 1 && firstResponseAt === null).length,
    first_response_hours: waitingOf(responseHours(tickets)),
    resolution_hours: waitingOf(
      tickets.flatMap(({ at, resolvedAt }) => (resolvedAt === null ? [] : [(resolvedAt - at) / HOUR])),
    ),
    rating: rating === null ? null : { value: rating.mean, interval: rating.interval, n: rating.n },
    mood:
      mood === null
        ? null
        : {
            value: mood.mean,
            interval: mood.interval,
            negative_share: negative / moods.length,
            negative_interval: wilsonInterval(negative, moods.length),
            n: moods.length,
          },
  }
}

function waitingOf(hours: readonly number[]): Waiting | null {
  const middle = medianInterval(hours)
  if (middle === null) return null
  const mean = hours.reduce((sum, value) => sum + value, 0) / hours.length
  return { median: middle.median, interval: middle.interval, mean, p90: quantile(hours, 0.9), n: hours.length }
}
