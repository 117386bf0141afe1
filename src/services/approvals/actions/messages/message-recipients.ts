import { formatFigure } from '../../../../lib/format-figure.ts'
import type { Fact } from '../../../../lib/tool-result.ts'
import type { IdentifierKind } from '../../../../lib/identifier-vault.ts'
import { readOverlaps, type AudienceOverlap } from '../../../../store/queries/audiences/audiences.ts'
import { readReachable } from '../../../../store/queries/audiences/reachable-members.ts'
import { readIdentifiers } from '../../../../store/queries/customers/read-identifiers.ts'
import { channelConsents, type AudienceChannel } from '../../../audiences/channel-consents.ts'
import { loadAudience, type LoadedAudience } from '../../../audiences/store-audience.ts'
import type { ServiceContext } from '../../../context.ts'
import { readSetting } from '../../../settings/read-setting.ts'

/** Which identifier a channel writes to; the shop's own pages know their customer by id. */
const ADDRESS: Readonly<Record<AudienceChannel, IdentifierKind | null>> = {
  email: 'email',
  sms: 'phone',
  push: null,
  web: null,
  app: null,
}
const RECENT_DAYS = 30

/** To whom a message to an audience would really go, and who stays out. */
export interface Recipients {
  readonly audience: LoadedAudience
  readonly customerIds: readonly string[]
  readonly heldOut: number
  readonly leftOutForConsent: number
  readonly withoutAddress: number
  readonly overlaps: readonly AudienceOverlap[]
  /** Of sending alone, in major units. */
  readonly sendingCost: number
}

/**
 * Looks at consents and addresses as they are now, at the proposal and again when it is carried out: whoever withdrew in
 * between is not written to.
 */
export function recipientsOf(ctx: ServiceContext, audienceId: string, channel: AudienceChannel): Recipients {
  const audience = loadAudience(ctx, audienceId)
  const now = { until: Math.max(ctx.asOf.until, ctx.clock() + 1), day: ctx.asOf.day }
  const consents = channelConsents({ store: ctx.store, asOf: now })
  const kind = ADDRESS[channel]
  const reachable = kind === null ? null : readReachable(ctx.store, audience.row.id, kind)
  const customerIds: string[] = []
  let heldOut = 0
  let unconsenting = 0
  let withoutAddress = 0
  for (const { customerId, isHoldout } of audience.members) {
    if (isHoldout) heldOut += 1
    else if (!consents.allows(customerId, channel)) unconsenting += 1
    else if (reachable !== null && !reachable.has(customerId)) withoutAddress += 1
    else customerIds.push(customerId)
  }
  const since = ctx.clock() - RECENT_DAYS * 86_400_000
  const each =
    channel === 'sms'
      ? readSetting(ctx.store, 'message_cost_sms')
      : channel === 'email'
        ? readSetting(ctx.store, 'message_cost_email')
        : 0
  return {
    audience,
    customerIds,
    heldOut,
    leftOutForConsent: audience.row.leftOutForConsent + unconsenting,
    withoutAddress,
    overlaps: readOverlaps(ctx.store, customerIds, { since, except: audience.row.id }),
    sendingCost: each * customerIds.length,
  }
}

/** The addresses that the file of an approved message names; the newest of each customer. */
export function addressesOf(
  ctx: ServiceContext,
  customerIds: readonly string[],
  channel: AudienceChannel,
): readonly { readonly customer_id: string; readonly to: string | null }[] {
  const kind = ADDRESS[channel]
  const known = new Map<string, string>()
  if (kind !== null) {
    for (const { customerId, cipher } of readIdentifiers(ctx.store, customerIds, [kind])) {
      if (!known.has(customerId)) known.set(customerId, ctx.vault.decrypt(cipher))
    }
  }
  return customerIds.map((id) => ({ customer_id: id, to: known.get(id) ?? null }))
}

export const recipientFacts = (ctx: ServiceContext, channel: AudienceChannel, found: Recipients): Fact[] => [
  { id: 'audience_id', label: 'Audience', value: found.audience.row.id, unit: 'id' },
  { id: 'channel', label: 'Channel', value: channel, unit: 'label' },
  { id: 'recipients', label: 'Would be written to', value: found.customerIds.length, unit: 'customers' },
  { id: 'holdout', label: 'Held out at random', value: found.heldOut, unit: 'customers' },
  {
    id: 'left_out_for_consent',
    label: 'Left out for lack of consent',
    value: found.leftOutForConsent,
    unit: 'customers',
  },
  { id: 'without_address', label: 'Without an address', value: found.withoutAddress, unit: 'customers' },
  {
    id: 'overlap_customers',
    label: 'Also in another audience of the last 30 days',
    value: found.overlaps[0]?.customers ?? 0,
    unit: 'customers',
  },
  { id: 'sending_cost', label: 'Cost of sending', value: round(found.sendingCost), unit: ctx.shop.currency },
]

const round = (amount: number): number => Math.round(amount * 100) / 100

/** "to 3,512 customers by e-mail; 390 held out ..., 588 left out ..." in the reader's language. */
export function describeRecipients(ctx: ServiceContext, channel: AudienceChannel, found: Recipients): string {
  const { customerIds, heldOut, leftOutForConsent, withoutAddress, overlaps, sendingCost } = found
  const also = overlaps[0]
  const { currency } = ctx.shop
  const cost = formatFigure(round(sendingCost), currency, { language: ctx.language })
  if (ctx.language === 'zh') {
    return (
      `通过${CHANNEL_ZH[channel]}发给 ${customerIds.length} 位客户；随机留作对照 ${heldOut} 位，因未同意而排除 ${leftOutForConsent} 位` +
      `${withoutAddress > 0 ? `，没有联系方式 ${withoutAddress} 位` : ''}` +
      `${also === undefined ? '' : `；其中 ${also.customers} 位也在受众 ${also.id} 中`}；发送成本 ${cost}。`
    )
  }
  return (
    `to ${customerIds.length} customers by ${CHANNEL_EN[channel]}; ${heldOut} held out at random, ${leftOutForConsent} left out for lack of consent` +
    `${withoutAddress > 0 ? `, ${withoutAddress} without an address` : ''}` +
    `${also === undefined ? '' : `; ${also.customers} of them are also in audience ${also.id}`}; sending costs ${cost}.`
  )
}

const CHANNEL_EN: Readonly<Record<AudienceChannel, string>> = {
  email: 'e-mail',
  sms: 'text message',
  push: 'push message',
  web: 'the web page',
  app: 'the app',
}
const CHANNEL_ZH: Readonly<Record<AudienceChannel, string>> = {
  email: '邮件',
  sms: '短信',
  push: '推送',
  web: '网页',
  app: '应用',
}
