import type { Filter } from '../../../lib/filters.ts'
import type { AudienceChannel } from '../../audiences/channel-consents.ts'
import type { ACCOUNT_LIMITS } from '../actions/decisions/limit-account.ts'
import type { ReviewDecision } from '../actions/decisions/review-order.ts'

/** Actions that `propose_action` offers; saving segments, alerts and exports have tools of their own. */
export const PROPOSABLE = [
  'send_message',
  'send_coupon',
  'change_price',
  'post_to_slack',
  'merge_customers',
  'reclassify_products',
  'review_order',
  'hold_order',
  'limit_account',
  'change_setting',
] as const
export type Proposable = (typeof PROPOSABLE)[number]

/** What an action is about: one of these. */
export interface ActionTarget {
  readonly customer_ids?: readonly string[] | undefined
  readonly order_ids?: readonly string[] | undefined
  readonly product_ids?: readonly string[] | undefined
  readonly audience_id?: string | undefined
  readonly segment_id?: string | undefined
  /** [] means every customer. */
  readonly filters?: readonly Filter[] | undefined
  readonly setting?: string | undefined
}

export interface ActionParameters {
  readonly channel?: string | undefined
  readonly text?: string | undefined
  readonly subject?: string | undefined
  readonly discount?: number | undefined
  readonly value?: number | boolean | undefined
  readonly code?: string | undefined
  readonly expires_on?: string | undefined
  readonly price?: number | undefined
  readonly change?: number | undefined
  readonly keep?: string | undefined
  readonly category?: string | undefined
  readonly subcategory?: string | undefined
  readonly decision?: ReviewDecision | undefined
  readonly limit?: (typeof ACCOUNT_LIMITS)[number] | undefined
  readonly note?: string | undefined
  readonly holdout_share?: number | undefined
  readonly exclude_recent_buyers_days?: number | undefined
}

export interface ProposeActionInput {
  readonly action: Proposable
  readonly target?: ActionTarget | undefined
  readonly parameters?: ActionParameters | undefined
}

/** Which targets an action takes, and which parameters; anything else is refused by name. */
export const TAKES: Readonly<
  Record<
    Proposable,
    { readonly targets: readonly (keyof ActionTarget)[]; readonly parameters: readonly (keyof ActionParameters)[] }
  >
> = {
  send_message: {
    targets: ['customer_ids', 'audience_id', 'segment_id', 'filters'],
    parameters: ['channel', 'text', 'subject', 'holdout_share', 'exclude_recent_buyers_days'],
  },
  send_coupon: {
    targets: ['audience_id', 'segment_id', 'filters', 'customer_ids'],
    parameters: ['channel', 'discount', 'value', 'code', 'expires_on', 'holdout_share', 'exclude_recent_buyers_days'],
  },
  change_price: { targets: ['product_ids'], parameters: ['price', 'change'] },
  post_to_slack: { targets: [], parameters: ['channel', 'text'] },
  merge_customers: { targets: ['customer_ids'], parameters: ['keep'] },
  reclassify_products: { targets: ['product_ids'], parameters: ['category', 'subcategory'] },
  review_order: { targets: ['order_ids'], parameters: ['decision', 'note'] },
  hold_order: { targets: ['order_ids'], parameters: ['note'] },
  limit_account: { targets: ['customer_ids'], parameters: ['limit', 'note'] },
  change_setting: { targets: ['setting'], parameters: ['value'] },
}

/** The channel of a message where nobody names one. */
export const USUAL_CHANNEL: AudienceChannel = 'email'
