import { InvalidInputError } from '../../../lib/errors.ts'
import { PRODUCT_ATTRIBUTES, type Attribute } from './metric-plan.ts'

/** Kinds of facts that are counted: each has its own columns and its own instant. */
export type Family = 'orders' | 'lines' | 'returns' | 'order_returns' | 'sessions' | 'exposures'

/** Tables beside the family's own that an attribute needs. */
export type JoinName = 'order' | 'product' | 'customer' | 'campaign'

export interface AttributeColumn {
  readonly sql: string
  readonly joins: readonly JoinName[]
}

const ORDER_COLUMNS: readonly Attribute[] = [
  'country',
  'region',
  'city',
  'channel',
  'device',
  'source',
  'campaign',
  'status',
  'coupon',
]

const CUSTOMER_COLUMNS: Readonly<Partial<Record<Attribute, string>>> = {
  customer_country: 'c.country',
  customer_region: 'c.region',
  customer_city: 'c.city',
  customer_source: 'c.source',
  customer_channel: 'c.channel',
  gender: 'c.gender',
  age_band: 'c.age_band',
  language: 'c.language',
}

const PRODUCT_COLUMNS: Readonly<Partial<Record<Attribute, string>>> = {
  category: 'p.category',
  brand: 'p.brand',
  price_band: 'p.price_band',
}

/** The alias of each family's own table. */
export const OWN_ALIAS: Readonly<Record<Family, string>> = {
  orders: 'o',
  lines: 'o',
  returns: 'r',
  order_returns: 'r',
  sessions: 's',
  exposures: 'x',
}

const OWN_COLUMNS: Readonly<Record<'sessions' | 'exposures', Readonly<Partial<Record<Attribute, AttributeColumn>>>>> = {
  sessions: {
    device: { sql: 's.device', joins: [] },
    channel: { sql: 's.channel', joins: [] },
    source: { sql: 's.source', joins: [] },
  },
  exposures: {
    campaign: { sql: 'x.campaign_id', joins: [] },
    channel: { sql: 'k.channel', joins: ['campaign'] },
  },
}

const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  orders: 'orders',
  lines: 'order lines',
  returns: 'returns',
  order_returns: 'returns',
  sessions: 'site visits',
  exposures: 'campaign contacts',
}

/**
 * Where a family of facts keeps an attribute.
 *
 * @throws {InvalidInputError} when facts of this family do not carry it (site visits have no brand)
 */
export function attributeColumn(family: Family, attribute: Attribute): AttributeColumn {
  if (attribute === 'customer_id') return { sql: `${OWN_ALIAS[family]}.customer_id`, joins: [] }
  const customer = CUSTOMER_COLUMNS[attribute]
  if (customer !== undefined) return { sql: customer, joins: ['customer'] }
  if (family === 'sessions' || family === 'exposures') {
    const own = OWN_COLUMNS[family][attribute]
    if (own !== undefined) return own
  } else if (PRODUCT_ATTRIBUTES.includes(attribute)) {
    const product = PRODUCT_COLUMNS[attribute]
    if (product !== undefined) return { sql: product, joins: ['product'] }
    return { sql: OWN_ALIAS[family] === 'r' ? 'r.product_id' : 'l.product_id', joins: [] }
  } else if (ORDER_COLUMNS.includes(attribute)) {
    if (OWN_ALIAS[family] !== 'r') return { sql: `o.${attribute}`, joins: [] }
    // A credit note says itself which country it belongs to, and need not name an order.
    const sql = attribute === 'country' ? 'coalesce(r.country, o.country)' : `o.${attribute}`
    return { sql, joins: ['order'] }
  }
  throw new InvalidInputError(`${FAMILY_WORDS[family]} cannot be split or filtered by ${attribute}`, {
    field: 'dimensions',
    hint: 'Split them by day, week, month, device, channel, campaign or a customer attribute, or choose order metrics.',
    details: { family, attribute },
  })
}
