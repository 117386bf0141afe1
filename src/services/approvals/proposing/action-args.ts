import { ForbiddenError, InvalidInputError } from '../../../lib/errors.ts'
import { audienceChannel } from '../../audiences/channel-consents.ts'
import { chosenBy, refuseForTerms } from '../../audiences/chosen-by.ts'
import { storeAudience } from '../../audiences/store-audience.ts'
import type { ServiceContext } from '../../context.ts'
import { priceSteps } from '../actions/decisions/price-steps.ts'
import { TAKES, USUAL_CHANNEL, type ActionTarget, type ProposeActionInput } from './action-request.ts'

const missing = (name: string, field: string, hint: string): InvalidInputError =>
  new InvalidInputError(`${field} is missing`, { field, hint, details: { reason_code: 'missing', missing: [name] } })

/**
 * The exact arguments of an action, as its proposal will hold them: people become a stored audience with its hold-out drawn,
 * relative prices become prices, so that what is approved is what happens.
 */
export async function actionArgs(ctx: ServiceContext, input: ProposeActionInput): Promise<unknown> {
  const { action, target = {}, parameters = {} } = input
  refuseForeign(input)
  const note = parameters.note ?? null
  switch (action) {
    case 'send_message': {
      if (parameters.text === undefined) {
        throw missing('text', 'parameters.text', 'Say what the message says; draft_content writes proposals for it.')
      }
      const sent = await audienceOf(ctx, input)
      return { ...sent, text: parameters.text, subject: parameters.subject ?? null }
    }
    case 'send_coupon': {
      const { discount = null, value, code = null, expires_on = null } = parameters
      if (discount === null && value === undefined) {
        throw missing('coupon', 'parameters.discount', 'discount 0.2 takes 20 % off; value takes an amount off.')
      }
      refuseForTerms(chosenBy(ctx, { ...target, segment: target.segment_id }))
      const sent = await audienceOf(ctx, input)
      return { ...sent, discount, value: typeof value === 'number' ? value : null, code, expires_on }
    }
    case 'change_price': {
      const { price = null, change = null } = parameters
      return { prices: priceSteps(ctx, { productIds: needed(target, 'product_ids'), price, change }) }
    }
    case 'post_to_slack':
      if (parameters.text === undefined) throw missing('text', 'parameters.text', 'Say what is to be posted.')
      if (parameters.channel === undefined) throw missing('channel', 'parameters.channel', 'Name the Slack channel.')
      return { channel: parameters.channel, text: parameters.text }
    case 'merge_customers':
      return { customer_ids: needed(target, 'customer_ids'), keep: parameters.keep ?? null }
    case 'reclassify_products': {
      const { category, subcategory = null } = parameters
      const ids = needed(target, 'product_ids')
      if (category === undefined) throw missing('category', 'parameters.category', 'Name the category to move them to.')
      return { assignments: ids.map((product_id) => ({ product_id, category, subcategory })) }
    }
    case 'review_order':
      return { order_ids: needed(target, 'order_ids'), decision: parameters.decision ?? 'pending', note }
    case 'hold_order':
      return { order_ids: needed(target, 'order_ids'), note }
    case 'limit_account':
      return { customer_ids: needed(target, 'customer_ids'), limit: parameters.limit ?? 'manual_review', note }
    case 'change_setting':
      if (target.setting === undefined) throw missing('setting', 'target.setting', 'Name the setting.')
      if (parameters.value === undefined) throw missing('value', 'parameters.value', 'Give the new value.')
      return { setting: target.setting, value: parameters.value }
  }
}

const WORDS: Readonly<Record<string, string>> = {
  customer_ids: 'customer',
  order_ids: 'order',
  product_ids: 'product',
}

function needed(target: ActionTarget, name: 'customer_ids' | 'order_ids' | 'product_ids'): readonly string[] {
  const ids = target[name]
  if (ids !== undefined && ids.length > 0) return [...new Set(ids)]
  throw missing(
    WORDS[name] ?? name,
    `target.${name}`,
    `Name which ${(WORDS[name] ?? name).replace('_ids', 's')}s are meant.`,
  )
}

/** The audience of a message: one that was built, or one that is drawn up now, with its hold-out. */
async function audienceOf(ctx: ServiceContext, { target = {}, parameters = {} }: ProposeActionInput) {
  const channel = audienceChannel(parameters.channel) ?? USUAL_CHANNEL
  if (target.audience_id !== undefined) return { audience_id: target.audience_id, channel }
  if (Object.values(target).every((value) => value === undefined)) {
    throw missing(
      'audience',
      'target',
      'Name whom it is for: filters, a segment or an audience; filters: [] means everyone.',
    )
  }
  const stored = await storeAudience(ctx, {
    filters: target.filters,
    segment: target.segment_id,
    customer_ids: target.customer_ids,
    channel,
    holdout_share: parameters.holdout_share,
    exclude_recent_buyers_days: parameters.exclude_recent_buyers_days,
  })
  if (stored.members.length > 0) return { audience_id: stored.id, channel }
  throw new InvalidInputError('nobody may be written to: no customer meets the conditions and has given the consent', {
    field: 'target',
    hint: 'Widen the conditions, or choose a channel that customers have agreed to.',
    details: { reason_code: 'nobody' },
  })
}

/** @throws {KithError} naming the first target or parameter that the action does not take, or that there are several targets */
function refuseForeign({ action, target = {}, parameters = {} }: ProposeActionInput): void {
  const takes = TAKES[action]
  const given = Object.entries(target).flatMap(([name, value]) =>
    value === undefined ? [] : [name as keyof ActionTarget],
  )
  const foreign = given.find((name) => !takes.targets.includes(name))
  const aboutPeople = ['customer_ids', 'audience_id', 'segment_id', 'filters']
  if (foreign !== undefined && action === 'change_price' && aboutPeople.includes(foreign)) {
    throw new ForbiddenError(
      'a price is the same for everyone: it takes no customers, segments or conditions on people',
      {
        hint: 'Change the list price of products, or give everyone who meets a rule of behaviour a coupon.',
        details: { reason_code: 'protected' },
      },
    )
  }
  if (foreign !== undefined || given.length > 1) {
    throw new InvalidInputError(
      foreign === undefined
        ? `${action} takes one target, not ${given.join(' and ')}`
        : `${action} takes no target '${foreign}'`,
      { field: 'target', hint: `It takes: ${takes.targets.join(', ') || 'no target'}.` },
    )
  }
  const unknown = Object.entries(parameters).find(
    ([name, value]) => value !== undefined && takes.parameters.every((one) => one !== name),
  )
  if (unknown === undefined) return
  throw new InvalidInputError(`${action} takes no parameter '${unknown[0]}'`, {
    field: `parameters.${unknown[0]}`,
    hint: `It takes: ${takes.parameters.join(', ')}.`,
  })
}
