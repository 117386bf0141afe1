import { asOfDate } from '../../lib/as-of.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { bestHourOf } from '../send-time/act-hours.ts'
import { clock } from '../send-time/present-send-time.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { audienceChannel, type AudienceChannel } from './channel-consents.ts'
import { audienceDefinitions } from './definitions.ts'
import type { AudienceOrder } from './rank-people.ts'
import { storeAudience, type StoredAudience } from './store-audience.ts'

export interface BuildAudienceInput {
  readonly name?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly segment?: string | undefined
  readonly within?: string | undefined
  readonly limit?: number | undefined
  readonly order_by?: AudienceOrder | undefined
  readonly holdout_share?: number | undefined
  readonly channel?: string | undefined
  readonly exclude_recent_buyers_days?: number | undefined
}

export interface BuildAudienceData {
  /** Null when nobody is in it. */
  readonly audience_id: string | null
  readonly name: string | null
  readonly channel: AudienceChannel | null
  /** Everybody in it, the held-out ones too. */
  readonly size: number
  /** Whom a message would go to. */
  readonly recipients: number
  readonly holdout: { readonly share: number; readonly size: number }
  readonly left_out_for_consent: number
  readonly left_out: Readonly<Record<string, number>>
  readonly overlap: readonly { readonly audience_id: string; readonly name: string; readonly customers: number }[]
  readonly by_channel: { readonly email: number; readonly sms: number }
  /** Local hour at which its people act most, from their opens or orders; null where too little is known. */
  readonly best_hour: { readonly hour: number; readonly acts: number } | null
  readonly ordered_by: AudienceOrder | null
  readonly customers: readonly { readonly customer_id: string; readonly rank: number; readonly held_out: boolean }[]
}

const LISTED_OVERLAPS = 5
const SHOWN = 20

/**
 * An audience: who is in it, who is left out and why, who is held out at random, and whom other audiences hold too. Nothing
 * is sent and nothing leaves the shop by it.
 *
 * @throws {KithError} FORBIDDEN for a choice by protected attributes; INVALID_INPUT when nobody is named
 */
export async function buildAudience({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: BuildAudienceInput
}): Promise<ServiceResult<BuildAudienceData>> {
  authorise(ctx, 'propose:segment')
  const channel = audienceChannel(input.channel)
  const stored = await storeAudience(ctx, { ...input, channel })
  const { people, members } = stored
  const held = members.filter(({ isHoldout }) => isHoldout).length
  const size = members.length
  const listed = ctx.actor.sharedChannel ? [] : members
  const data: BuildAudienceData = {
    audience_id: size === 0 ? null : stored.id,
    name: size === 0 ? null : stored.name,
    channel,
    size,
    recipients: size - held,
    holdout: { share: size === 0 ? 0 : held / size, size: held },
    left_out_for_consent: people.leftOut['no_consent'] ?? 0,
    left_out: people.leftOut,
    overlap: stored.overlaps
      .slice(0, LISTED_OVERLAPS)
      .map(({ id, name, customers }) => ({ audience_id: id, name, customers })),
    by_channel: people.byChannel,
    best_hour: size === 0 ? null : bestHourOf(ctx, new Set(members.map(({ customerId }) => customerId)), channel),
    ordered_by: people.orderedBy,
    customers: listed.map(({ customerId, isHoldout }, i) => ({
      customer_id: customerId,
      rank: i + 1,
      held_out: isHoldout,
    })),
  }
  return {
    data,
    facts: audienceFacts(ctx, data),
    table: {
      columns: [
        { key: 'rank', label: 'Rank', unit: 'count' },
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'held_out', label: 'Held out', unit: 'label' },
      ],
      rows: data.customers.slice(0, SHOWN).map((one) => ({ ...one, held_out: one.held_out ? 'yes' : 'no' })),
      total_rows: size,
    },
    evidence: {
      period: null,
      population: people.description,
      rows_used: size,
      rows_left_out: people.leftOut,
      definition: audienceDefinitions[ctx.language],
      method: say(
        ctx,
        'conditions, consents and order as of the as-of date; hold-out drawn at random with the audience id as seed',
        '条件、同意和排序均以截止日为准；以人群编号为种子随机抽取对照组',
      ),
      model: null,
      sql: [],
    },
    warnings: [...people.warnings],
    suggestions: suggestions(ctx.language, stored),
  }
}

const suggestions = (language: 'en' | 'zh', { id, members }: StoredAudience): readonly string[] => {
  if (members.length === 0) return []
  return language === 'zh'
    ? [`把受众 ${id} 导出为 Klaviyo 格式`, '给这批人写三种话术']
    : [`Export audience ${id} for Klaviyo`, 'Draft three messages for them']
}

function audienceFacts(ctx: ServiceContext, data: BuildAudienceData): Fact[] {
  const count = (id: string, label: string, value: number): Fact => ({ id, label, value, unit: 'customers' })
  const [overlap] = data.overlap
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    count('size', 'Customers in it', data.size),
    count('recipients', 'To be written to', data.recipients),
    count('holdout', 'Held out at random', data.holdout.size),
    count('left_out_for_consent', 'Left out for lack of consent', data.left_out_for_consent),
    count('email_reach', 'Reachable by e-mail', data.by_channel.email),
    count('sms_reach', 'Reachable by text message', data.by_channel.sms),
    ...(data.best_hour === null
      ? []
      : [
          {
            id: 'best_hour',
            label: 'Hour',
            value: clock(data.best_hour.hour),
            unit: 'text',
            n: data.best_hour.acts,
          } as const,
        ]),
    ...(data.audience_id === null
      ? []
      : [{ id: 'audience_id', label: 'Audience', value: data.audience_id, unit: 'id' } as const]),
    ...(data.ordered_by === null
      ? []
      : [{ id: 'ordered_by', label: 'Ordered by', value: data.ordered_by, unit: 'label' } as const]),
    ...(data.channel === null
      ? []
      : [{ id: 'channel', label: 'Channel', value: data.channel, unit: 'label' } as const]),
    ...(['recent_buyers', 'profiling_refused'] as const).flatMap((reason) =>
      (data.left_out[reason] ?? 0) > 0
        ? [
            count(
              reason,
              reason === 'recent_buyers' ? 'Recent buyers left out' : 'Profiling refused',
              data.left_out[reason] ?? 0,
            ),
          ]
        : [],
    ),
    ...(overlap === undefined
      ? []
      : [
          { id: 'overlap_audience', label: 'Also in', value: overlap.audience_id, unit: 'id' } as const,
          count('overlap_customers', 'Also in another audience', overlap.customers),
        ]),
  ]
}
