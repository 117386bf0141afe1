import { judgeSendHours, type SendHourScores } from '../../compute/timing/judge-send-hours.ts'
import { bestHours, HOURS, populationShares, sendHours, type HourShare } from '../../compute/timing/send-hours.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import type { SendGoal } from '../../store/queries/timing/read-act-times.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { actsFor, addHours, ENOUGH_ACTS, localHours } from './act-hours.ts'
import { sendTimeDefinitions } from './definitions.ts'
import { presentSendTime } from './present-send-time.ts'
import { whoMayBeWrittenTo, type Refusal } from './who-may-be-written-to.ts'

export interface BestSendTimeInput {
  readonly customer_id?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly channel?: string | undefined
  readonly goal?: SendGoal | undefined
}

export interface BestSendTimeData {
  readonly goal: SendGoal
  readonly channel: string | null
  readonly customer_id: string | null
  readonly zone: string
  /** Midnight first; empty where nothing may be sent. */
  readonly hours: readonly HourShare[]
  /** The three best, best first. */
  readonly best: readonly number[]
  /** Acts of the customer or the group, and of the whole shop. */
  readonly own_acts: number
  readonly shop_acts: number
  readonly customers: number
  readonly left_out_for_consent: number
  /** Why no hour is given for one customer. */
  readonly reason: Refusal | null
  readonly evaluation: {
    readonly n: number
    readonly top_3: number
    readonly log_loss: number
    readonly population_top_3: number
    readonly population_log_loss: number
  } | null
}

const CHANNELS = ['email', 'sms', 'push', 'web', 'app']
const LISTED = 3

/** At which hours a customer or a group acts most, few own acts pulled to what all customers do. */
export function bestSendTime({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: BestSendTimeInput
}): ServiceResult<BestSendTimeData> {
  const { store, asOf, shop } = ctx
  const customerId = input.customer_id?.trim() ?? null
  authorise(ctx, 'read:predictions', customerId === null ? {} : { customerId })
  if (customerId !== null && !readCustomerExists(store, customerId, asOf.until)) {
    throw new NotFoundError('customer', customerId, {
      hint: 'Take the id from find_customers.',
      details: { reason_code: 'not_available' },
    })
  }
  const channel = input.channel?.trim().toLowerCase() ?? null
  if (channel !== null && !CHANNELS.includes(channel)) {
    throw new InvalidInputError(`there is no channel '${channel.slice(0, 40)}'`, {
      field: 'channel',
      hint: `Channels are: ${CHANNELS.join(', ')}.`,
    })
  }
  const { goal, acts, withoutHour } = actsFor(ctx, { goal: input.goal, channel, customerId })
  const population = resolvePopulation(ctx, input.filters ?? [])
  const consent = whoMayBeWrittenTo(ctx, channel)
  const refusal = customerId === null ? null : consent.refusalOf(customerId)
  const isOne = (id: string): boolean =>
    customerId === null ? population.customerIds?.has(id) !== false : id === customerId
  const everybody = new Float64Array(HOURS)
  const own = new Float64Array(HOURS)
  const hoursOf: Uint8Array[] = []
  let [customers, leftOut] = [0, 0]
  for (const [at, id] of acts.customerIds.entries()) {
    const hours = localHours(acts.instants.subarray(acts.starts[at], acts.starts[at + 1]), shop.zone)
    hoursOf.push(hours)
    addHours(everybody, hours)
    if (!isOne(id)) continue
    if (consent.refusalOf(id) !== null) {
      leftOut += 1
      continue
    }
    customers += 1
    addHours(own, hours)
  }
  const shopActs = acts.instants.length
  const hours = refusal === null ? sendHours(own, populationShares(everybody)) : []
  const data: BestSendTimeData = {
    goal,
    channel,
    customer_id: customerId,
    zone: shop.zone.name,
    hours,
    best: bestHours(hours)
      .slice(0, LISTED)
      .map(({ hour }) => hour),
    own_acts: own.reduce((sum, count) => sum + count, 0),
    shop_acts: shopActs,
    customers,
    left_out_for_consent: leftOut,
    reason: refusal,
    evaluation: evaluationOf(judgeSendHours(hoursOf)),
  }
  const gate: Gate | null =
    shopActs < ENOUGH_ACTS
      ? { failed: `${goal}s`, have: shopActs, need: ENOUGH_ACTS, pooled_estimate: null, opens_on: null }
      : null
  return {
    data,
    ...presentSendTime(ctx, data),
    evidence: {
      period: null,
      population:
        customerId === null ? population.description : say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: data.own_acts,
      rows_left_out: {
        ...(leftOut === 0 ? {} : { no_consent: leftOut }),
        ...(withoutHour === 0 ? {} : { no_time_of_day: withoutHour }),
      },
      definition: sendTimeDefinitions[ctx.language],
      method: say(
        ctx,
        'histogram of local hours, pulled to the shop’s (Dirichlet prior worth 20 acts)',
        '当地小时的直方图，向全店分布收缩（相当于 20 次行为的狄利克雷先验）',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(goal === 'order' && channel !== null
        ? [
            say(
              ctx,
              'orders are of no channel: they count whatever led to them',
              '订单不属于任何渠道：无论因何而来都计入',
            ),
          ]
        : []),
      ...(withoutHour === 0
        ? []
        : [
            say(
              ctx,
              `${withoutHour} acts have a date without a time of day and are left out`,
              `有 ${withoutHour} 次行为只有日期没有时刻，未计入`,
            ),
          ]),
    ],
  }
}

const evaluationOf = (scores: SendHourScores | null): BestSendTimeData['evaluation'] =>
  scores === null
    ? null
    : {
        n: scores.n,
        top_3: scores.top3,
        log_loss: scores.logLoss,
        population_top_3: scores.populationTop3,
        population_log_loss: scores.populationLogLoss,
      }
