import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { ServiceContext } from '../context.ts'
import { earlierCustomers } from '../customers/earlier-customers.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { resolveSide } from '../segments/compare/resolve-side.ts'
import { say } from '../say.ts'
import { channelConsents, type AudienceChannel } from './channel-consents.ts'
import type { AudienceChoice } from './chosen-by.ts'
import { isPredicted, rankKeys, type AudienceOrder } from './rank-people.ts'

export interface AudienceTerms extends AudienceChoice {
  readonly channel: AudienceChannel | null
  readonly limit?: number | undefined
  readonly order_by?: AudienceOrder | undefined
  /** Leaves out who has ordered within so many days. */
  readonly exclude_recent_buyers_days?: number | undefined
}

export interface ChosenPeople {
  /** In the order asked for; by id where none was. */
  readonly customerIds: readonly string[]
  readonly description: string
  /** The same in English, whoever asks: an audience keeps it, and is the same audience in every language. */
  readonly storedDescription: string
  /** Meant, before consent and the limit. */
  readonly meant: number
  readonly leftOut: Readonly<Record<string, number>>
  /** Of the chosen ones, how many each way of writing reaches. */
  readonly byChannel: { readonly email: number; readonly sms: number }
  readonly orderedBy: AudienceOrder | null
  readonly warnings: readonly string[]
}

/**
 * The people of an audience: whom the choice means, less those who may not be written to, less recent buyers, and of those
 * the first by the order asked for. Whoever refused profiling is in no order that a prediction makes.
 */
export async function choosePeople(ctx: ServiceContext, terms: AudienceTerms): Promise<ChosenPeople> {
  const meant = meantBy(ctx, terms)
  const consents = channelConsents(ctx)
  const features = featuresOf(ctx)
  const leftOut: Record<string, number> = { ...meant.leftOut }
  const leave = (reason: string): void => void (leftOut[reason] = (leftOut[reason] ?? 0) + 1)
  const wanted = terms.order_by ?? (terms.limit === undefined ? null : 'expected_value')
  const found = wanted === null ? null : await rankKeys(ctx, wanted)
  const order = wanted !== null && found === null ? 'net_revenue' : wanted
  const key = found ?? (order === null ? null : await rankKeys(ctx, order))
  const warnings =
    order === wanted
      ? []
      : [
          say(
            ctx,
            `${wanted ?? ''} is not known yet, so the order is by net revenue`,
            `${wanted ?? ''} 暂时未知，因此按净销售额排序`,
          ),
        ]
  const customerIds: string[] = []
  for (const id of meant.customerIds) {
    const recency = features.recencyDays[features.positionOf(id)] ?? -1
    if (!consents.allows(id, terms.channel)) leave('no_consent')
    else if (order !== null && isPredicted(order) && consents.refusedProfiling(id)) leave('profiling_refused')
    else if (recency >= 0 && recency < (terms.exclude_recent_buyers_days ?? 0)) leave('recent_buyers')
    else customerIds.push(id)
  }
  const ranked =
    key === null
      ? customerIds
      : customerIds
          .map((id) => ({ id, key: key(id) }))
          .toSorted((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : b.key > a.key ? 1 : -1))
          .map(({ id }) => id)
  const taken = ranked.slice(0, terms.limit ?? ranked.length)
  return {
    customerIds: taken,
    description: meant.description,
    storedDescription:
      ctx.language === 'en' ? meant.description : meantBy({ ...ctx, language: 'en' }, terms).description,
    meant: meant.customerIds.length,
    leftOut,
    byChannel: {
      email: taken.filter((id) => consents.allows(id, 'email')).length,
      sms: taken.filter((id) => consents.allows(id, 'sms')).length,
    },
    orderedBy: order,
    warnings,
  }
}

interface Meant {
  readonly customerIds: readonly string[]
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

function meantBy(ctx: ServiceContext, { filters, segment, within, customer_ids: ids }: AudienceChoice): Meant {
  const features = featuresOf(ctx)
  for (const id of ids ?? []) if (features.positionOf(id) < 0) throw new NotFoundError('customer', id.slice(0, 80))
  const population = resolvePopulation(ctx, filters ?? [])
  const side = segment === undefined ? null : resolveSide(ctx, features, segment, 'segment')
  const earlier = within === undefined ? null : new Set(earlierCustomers(ctx, within))
  const named = ids === undefined ? null : new Set(ids)
  if (filters === undefined && side === null && earlier === null && named === null) {
    throw new InvalidInputError('say whom the audience is for: filters, segment or within', {
      field: 'filters',
      hint: 'filters: [] means everyone.',
      details: { reason_code: 'missing', missing: ['audience'] },
    })
  }
  const customerIds = [...features.customerIds].filter(
    (id, position) =>
      (population.customerIds === null || population.customerIds.has(id)) &&
      (side === null || side.members[position] === 1) &&
      (earlier === null || earlier.has(id)) &&
      (named === null || named.has(id)),
  )
  const parts = [
    ...(filters !== undefined && filters.length > 0 ? [describeFilters(filters, ctx.language)] : []),
    ...(side === null ? [] : [side.description]),
    ...(within === undefined ? [] : [say(ctx, `customers of result ${within}`, `结果 ${within} 中的客户`)]),
    ...(named === null ? [] : [say(ctx, `${named.size} named customers`, `指定的 ${named.size} 位客户`)]),
  ]
  return {
    customerIds,
    description:
      parts.length === 0 ? say(ctx, 'all customers', '全部客户') : parts.join(say(ctx, ', among ', '，限于')),
    leftOut: population.leftOut,
  }
}
