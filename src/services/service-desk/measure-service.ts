import { differenceOfMeans } from '../../compute/experiment/difference-of-means.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { groupBy } from '../../lib/group-by.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readOrdersWith } from '../../store/queries/orders/read-deliveries.ts'
import { countTickets } from '../../store/queries/voice/read-tickets.ts'
import type { ServiceContext } from '../context.ts'
import { comparedWindow, metricWindow, type Compare } from '../metrics/metric-window.ts'
import type { ServiceResult } from '../service-result.ts'
import { authoriseInside } from '../voice/authorise-inside.ts'
import {
  GRAINS,
  isGrain,
  PEOPLE_FIELDS,
  PLACE_FIELDS,
  voiceValue,
  type VoiceDimension,
} from '../voice/voice-dimensions.ts'
import { voiceScope } from '../voice/voice-scope.ts'
import { say } from '../say.ts'
import { serviceDefinitions } from './definitions.ts'
import { presentService } from './present-service.ts'
import { readDesk, type Ticket } from './read-desk.ts'
import { moodsOf, ratingsOf, responseHours, summariseTickets, type TicketSummary } from './summarise-tickets.ts'

/** What tickets can be split by. */
export const TICKET_DIMENSIONS = ['issue', 'agent', ...PLACE_FIELDS, ...PEOPLE_FIELDS, ...GRAINS] as const
export type TicketDimension = (typeof TICKET_DIMENSIONS)[number]

export interface MeasureServiceInput {
  readonly period?: PeriodInput | undefined
  /** The class of issue unless given. */
  readonly by?: TicketDimension | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly compare?: Compare | undefined
}

export interface TicketGroup extends TicketSummary {
  readonly group: string
  readonly share: number
  readonly share_interval: readonly [number, number]
  readonly small: boolean
}

export interface ServiceChange {
  readonly before: number
  readonly difference: number
  readonly interval: readonly [number, number]
  readonly clear: boolean
}

export interface MeasureServiceData extends TicketSummary {
  readonly period: { readonly from: string; readonly to: string; readonly name: string }
  readonly compared_with: { readonly from: string; readonly to: string; readonly name: string } | null
  readonly by: TicketDimension
  readonly groups: readonly TicketGroup[]
  /** Tickets whose class was read from their text. */
  readonly classes_read: number
  readonly change: {
    readonly tickets_before: number
    /** Means, in hours. */
    readonly first_response_hours: ServiceChange | null
    readonly mood: ServiceChange | null
    readonly rating: ServiceChange | null
  } | null
}

const SMALL = 20

/** How many tickets came, about what, how fast they were answered and settled, and how their customers sound. */
export function measureService({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: MeasureServiceInput
}): ServiceResult<MeasureServiceData> {
  authoriseInside(ctx, 'service tickets')
  const { filters = [], by = 'issue' } = input
  const grain = by !== 'issue' && by !== 'agent' && isGrain(by) ? by : null
  const window = metricWindow(ctx, { period: input.period, grain, compare: input.compare ?? null })
  const compared = input.compare === undefined ? null : comparedWindow(ctx, window, input.compare)
  const scope = voiceScope(ctx, filters, (ids) => {
    const orders = readOrdersWith(ctx.store, [...ids])
    return ({ orderId }) => orderId !== null && orders.has(orderId)
  })
  const tickets = readDesk(ctx, window.visible).filter(scope.matches)
  const before = compared === null ? null : readDesk(ctx, compared).filter(scope.matches)
  const data: MeasureServiceData = {
    ...summariseTickets(tickets),
    period: { from: dateOfDay(window.period.fromDay), to: dateOfDay(window.period.toDay), name: window.period.name },
    compared_with:
      compared === null
        ? null
        : { from: dateOfDay(compared.fromDay), to: dateOfDay(compared.toDay), name: compared.name },
    by,
    groups: groupsOf(ctx, tickets, by),
    classes_read: tickets.filter(({ classRead }) => classRead).length,
    change: before === null ? null : changeOf(tickets, before),
  }
  const gate = tickets.length === 0 ? gateFor(countTickets(ctx.store, ctx.asOf.until)) : null
  return {
    data,
    ...presentService(ctx, { data, window, compared, gate }),
    gate,
    evidence: {
      period: data.period,
      population: scope.description,
      rows_used: tickets.length,
      rows_left_out: scope.leftOut,
      definition: serviceDefinitions[ctx.language],
      method: say(
        ctx,
        'tickets opened in the period; rank intervals of medians, Welch intervals of differences, lexicon mood',
        '时段内新建的工单；中位数的秩区间，差异的 Welch 区间，情绪按词典判断',
      ),
      model: null,
      sql: [],
    },
    warnings: window.assumption === null ? [] : [window.assumption],
    suggestions:
      ctx.language === 'zh'
        ? ['按渠道看客服响应时间', '工单和退货里最常见的问题是什么？']
        : ['First response by channel', 'Which problems come up in tickets and returns?'],
  }
}

function groupsOf(ctx: ServiceContext, tickets: readonly Ticket[], by: TicketDimension): TicketGroup[] {
  const groups = groupBy(tickets, keyOf(ctx, by))
  return [...groups]
    .flatMap(([group, members]): TicketGroup[] =>
      group === null
        ? []
        : [
            {
              group,
              share: members.length / tickets.length,
              share_interval: wilsonInterval(members.length, tickets.length),
              ...summariseTickets(members),
              small: members.length < SMALL,
            },
          ],
    )
    .toSorted((a, b) =>
      by !== 'issue' && by !== 'agent' && isGrain(by)
        ? a.group < b.group
          ? -1
          : 1
        : b.tickets - a.tickets || (a.group < b.group ? -1 : 1),
    )
}

function keyOf(ctx: ServiceContext, by: TicketDimension): (ticket: Ticket) => string | null {
  if (by === 'issue') return ({ issueClass }) => issueClass
  if (by === 'agent') return ({ agent }) => agent
  return voiceValue(ctx, by satisfies VoiceDimension)
}

function changeOf(now: readonly Ticket[], before: readonly Ticket[]): NonNullable<MeasureServiceData['change']> {
  const change = (of: (tickets: readonly Ticket[]) => number[]): ServiceChange | null => {
    const [late, early] = [of(now), of(before)]
    if (late.length < 2 || early.length < 2) return null
    const { meanB, difference, interval } = differenceOfMeans(late, early)
    return { before: meanB, difference, interval, clear: interval[0] > 0 || interval[1] < 0 }
  }
  return {
    tickets_before: before.length,
    first_response_hours: change(responseHours),
    mood: change(moodsOf),
    rating: change(ratingsOf),
  }
}

function gateFor(imported: number): Gate {
  return {
    failed: imported === 0 ? 'no tickets were imported' : 'no ticket meets the conditions',
    have: 0,
    need: 1,
    pooled_estimate: null,
    opens_on: null,
  }
}
