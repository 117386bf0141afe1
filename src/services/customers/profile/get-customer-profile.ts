import { asOfDate } from '../../../lib/as-of.ts'
import { NotFoundError } from '../../../lib/errors.ts'
import { plainText } from '../../../lib/plain-text.ts'
import { dateOfDay, MS_PER_DAY } from '../../../lib/time-zone.ts'
import { readConsentsOf } from '../../../store/queries/customers/read-customer-words.ts'
import {
  readCustomerAttributes,
  readCustomerExists,
  readCustomerRecord,
  readRelations,
} from '../../../store/queries/customers/read-customer-record.ts'
import { readOrderMarks } from '../../../store/queries/customers/read-order-marks.ts'
import {
  readOpenIssues,
  readOwnPredictions,
  readOwnRatings,
  readRecentEvents,
} from '../../../store/queries/customers/read-profile-facts.ts'
import { hasEvents } from '../../../store/queries/features/read-active-days.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { FRESH_DAYS } from '../../models/staleness.ts'
import { findInterests } from '../interests/find-interests.ts'
import { NO_PROFILING, refusedProfiling } from '../profiling-consent.ts'
import { showIdentifiers } from '../show-identifiers.ts'
import type { CustomerStanding } from '../standing.ts'
import { applyTags } from '../tags/apply-tags.ts'
import { loadMeasures } from '../tags/load-measures.ts'
import { say } from '../../say.ts'
import { describeBehaviour } from './behaviour.ts'
import type { CustomerProfile, PredictedValue } from './customer-profile.ts'
import { explainNextAction } from './explain-next-action.ts'
import { explainPredictions } from './explain-predictions.ts'
import { loadStanding } from './load-standing.ts'
import { ownMood } from './own-mood.ts'
import { profileMoment } from './profile-moment.ts'
import { profileDefinitions, profileReasons } from './profile-definitions.ts'
import { profileFacts, profileSuggestions, profileTable } from './profile-facts.ts'
import { topCategories } from './top-categories.ts'

/** Latest events that behaviour is read from. */
const EVENTS_READ = 2000

export interface GetCustomerProfileInput {
  readonly customer_id: string
}

/**
 * Everything about one customer: who, what they like, how they use the shop, what they are worth, where they stand, and
 * each tag with why. Read from the facts at the moment of the call, through indexes only.
 */
export function getCustomerProfile({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: GetCustomerProfileInput
}): ServiceResult<CustomerProfile> {
  const customerId = input.customer_id.trim()
  authorise(ctx, 'read:customers', { customerId })
  const { store, asOf } = ctx
  if (!readCustomerExists(store, customerId, asOf.until)) {
    throw new NotFoundError('customer', customerId, {
      hint: 'Take the id from find_customers.',
      details: { reason_code: 'not_available' },
    })
  }
  const profile = buildProfile(ctx, customerId)
  return {
    data: profile,
    facts: profileFacts(profile, ctx.shop),
    table: profileTable(profile, ctx.shop.currency, ctx.language),
    evidence: {
      period: null,
      population: say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: profile.value.orders,
      rows_left_out: {},
      definition: profileDefinitions[ctx.language],
      method: say(
        ctx,
        'facts of this customer before the as-of date, against the whole shop for tier, segment and interests',
        '该客户在截止日之前的记录；分层、分群和兴趣与全店比较',
      ),
      model: null,
      sql: [],
    },
    suggestions: profileSuggestions(profile, ctx.language),
  }
}

const CONTACTS = ['email', 'phone', 'address'] as const

function buildProfile(ctx: ServiceContext, customerId: string): CustomerProfile {
  const { store, asOf, shop } = ctx
  const { until, day } = asOf
  const dateOf = (instant: number): string => dateOfDay(shop.zone.dayOf(instant))
  const refused = refusedProfiling(ctx, customerId)
  const standing = loadStanding(ctx, customerId)
  const measures = loadMeasures(ctx, customerId, [customerId], () => standing).get(customerId) ?? {}
  const events = readRecentEvents(store, customerId, until, EVENTS_READ)
  const record = readCustomerRecord(store, customerId, until)
  const received = [record?.lastReceivedAt ?? null, events[0]?.receivedAt ?? null].filter((one) => one !== null)
  const lastReceivedAt = received.length === 0 ? null : Math.max(...received)
  const moment = profileMoment(ctx, lastReceivedAt)
  const number = (value: number | string | undefined): number => (typeof value === 'number' ? value : 0)
  const ratings = readOwnRatings(store, customerId, until)
  return {
    customer_id: customerId,
    as_of: asOfDate(asOf),
    basic: basicOf(ctx, customerId, record, standing),
    interests: findInterests(ctx, customerId).get(customerId) ?? [],
    interests_reason: refused ? NO_PROFILING[ctx.language] : null,
    behaviour: describeBehaviour(events, [...readOrderMarks(store, until, customerId)], {
      language: ctx.language,
      asOfDay: day,
      zone: shop.zone,
      hasEvents: hasEvents(store, until, day),
    }),
    social: {
      ...tiesOf(ctx, customerId),
      reviews: number(measures.reviews),
      helpful_votes: number(measures.helpful_votes),
      shares_28: number(measures.shares),
    },
    value: valueOf(ctx, customerId, standing),
    lifecycle: {
      stage: standing.lifecycle,
      won_back: standing.wonBack,
      recency_days: standing.recencyDays,
      tenure_days: standing.tenureDays,
      mean_gap_days: standing.meanGapDays,
      median_gap_days: standing.medianGapDays,
      expected_gap_days: standing.expectedGapDays,
      next_order_expected:
        standing.lastOrderAt === null || standing.expectedGapDays === null
          ? null
          : dateOfDay(shop.zone.dayOf(standing.lastOrderAt) + Math.round(standing.expectedGapDays)),
    },
    ...predictionsOf(ctx, customerId, refused),
    mood: {
      mean_rating: typeof measures.mean_rating === 'number' ? measures.mean_rating : null,
      last_rating: ratings[0]?.rating ?? null,
      last_rated_at: ratings[0] === undefined ? null : dateOfDay(ratings[0].writtenDay),
      low_ratings_365: number(measures.low_ratings),
      ...(refused ? { sentiment: null, topics: [], reason: NO_PROFILING[ctx.language] } : ownMood(ctx, customerId)),
    },
    consents: readConsentsOf(store, until, customerId).map(({ kind, granted, changedAt }) => ({
      kind,
      granted,
      since: dateOf(changedAt),
    })),
    open_issues: readOpenIssues(store, customerId, until).map((issue) => ({
      ticket_id: issue.ticketId,
      order_id: issue.orderId,
      issue: issue.issue,
      subject: issue.subject === null ? null : plainText(issue.subject),
      channel: issue.channel,
      opened_at: dateOf(issue.openedAt),
      answered: issue.firstResponseAt !== null,
    })),
    tags: applyTags(measures, ctx.language),
    last_received_at: lastReceivedAt === null ? null : new Date(lastReceivedAt).toISOString(),
    profile_at: new Date(moment.profileAt).toISOString(),
    profile_delay_ms: moment.delayMs,
  }
}

function basicOf(
  ctx: ServiceContext,
  customerId: string,
  record: ReturnType<typeof readCustomerRecord>,
  standing: CustomerStanding,
): CustomerProfile['basic'] {
  // Whoever writes to a bot may be anybody: it learns a name to greet by, and of contacts only what helps to compare them.
  const masked = ctx.actor.role === 'service_bot' ? CONTACTS : []
  const { revealed, values } = showIdentifiers(ctx, [customerId], ['name', ...CONTACTS], masked)
  const identifiers = values.get(customerId)
  const since = record?.createdAt ?? standing.firstOrderAt ?? ctx.asOf.until - 1
  return {
    customer_id: customerId,
    customer_name: identifiers?.name ?? null,
    email: identifiers?.email ?? null,
    phone: identifiers?.phone ?? null,
    address: identifiers?.address ?? null,
    identifiers: identifiers === undefined ? 'none' : revealed && masked.length === 0 ? 'revealed' : 'masked',
    known_since: dateOfDay(ctx.shop.zone.dayOf(since)),
    gender: record?.gender ?? null,
    age_band: record?.ageBand ?? null,
    country: record?.country ?? null,
    region: record?.region ?? null,
    city: record?.city ?? null,
    language: record?.language ?? null,
    source: record?.source ?? null,
    channel: record?.channel ?? null,
    member_level: record?.memberLevel ?? null,
    attributes: Object.fromEntries(
      readCustomerAttributes(ctx.store, customerId, ctx.asOf.until).map(([name, value]) => [name, plainText(value)]),
    ),
  }
}

type Ties = Pick<CustomerProfile['social'], 'referrals_made' | 'referred_by' | 'household' | 'follows'>

/** A bound service bot speaks of one customer: that others exist is a count in the tags, their ids are not its to know. */
function tiesOf(ctx: ServiceContext, customerId: string): Ties {
  const relations = ctx.actor.role === 'service_bot' ? [] : readRelations(ctx.store, customerId, ctx.asOf.until)
  const others = (kind: string, own: number | null): string[] => [
    ...new Set(
      relations.filter((one) => one.kind === kind && (own === null || one.own === own)).map(({ otherId }) => otherId),
    ),
  ]
  return {
    referrals_made: others('referral', 1),
    referred_by: others('referral', 0),
    household: others('household', null),
    follows: others('follow', 1),
  }
}

function valueOf(ctx: ServiceContext, customerId: string, standing: CustomerStanding): CustomerProfile['value'] {
  const dateOf = (instant: number | null): string | null =>
    instant === null ? null : dateOfDay(ctx.shop.zone.dayOf(instant))
  return {
    tier: standing.valueTier,
    rfm: standing.rfm,
    orders: standing.orders,
    units: standing.units,
    gross_minor: standing.grossMinor,
    returns_minor: standing.returnsMinor,
    net_minor: standing.netMinor,
    year_net_minor: standing.yearNetMinor,
    aov_minor: standing.orders === 0 ? null : Math.round(standing.netMinor / standing.orders),
    returned_units: standing.returnedUnits,
    return_share: standing.units === 0 ? null : standing.returnedUnits / standing.units,
    first_order_at: dateOf(standing.firstOrderAt),
    last_order_at: dateOf(standing.lastOrderAt),
    top_categories: topCategories(ctx, customerId),
  }
}

function predictionsOf(
  ctx: ServiceContext,
  customerId: string,
  refused: boolean,
): Pick<CustomerProfile, 'predictions' | 'risk'> {
  const { until } = ctx.asOf
  const rows = readOwnPredictions(ctx.store, customerId, { asOf: until, riskFrom: until - FRESH_DAYS * MS_PER_DAY })
  const explained = rows.length === 0 ? null : explainPredictions(ctx, customerId)
  const of = (model: string): PredictedValue | null => {
    const row = rows.find((one) => one.model === model)
    if (row === undefined) return null
    const { why = [], report_card: card = null } = explained?.of[model] ?? {}
    return { value: row.value, low: row.low, high: row.high, model_run: row.runId, why, report_card: card }
  }
  const predictions = { churn_probability: of('churn'), probability_alive: of('alive'), expected_value: of('value') }
  // A service bot is told of nobody's risk, its own customer's included.
  const risk = ctx.actor.role === 'service_bot' ? null : of('risk')
  const next = refused ? null : explainNextAction(ctx, customerId)
  const reasons = profileReasons[ctx.language]
  return {
    predictions: {
      ...predictions,
      next_order: predictions.probability_alive === null ? null : (explained?.nextOrder ?? null),
      next_action: next,
      next_action_reason: refused ? NO_PROFILING[ctx.language] : next === null ? reasons.predictions : null,
      reason: Object.values(predictions).includes(null) ? reasons.predictions : null,
    },
    risk: { score: risk, reason: risk !== null ? null : refused ? NO_PROFILING[ctx.language] : reasons.risk },
  }
}
