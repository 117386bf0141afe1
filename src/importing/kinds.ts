/** The kinds of files that Kith takes, as `--as` names them. */
export const IMPORT_KINDS = [
  'order_lines',
  'orders',
  'returns',
  'deliveries',
  'customers',
  'relations',
  'consents',
  'products',
  'prices',
  'stock',
  'events',
  'reviews',
  'tickets',
  'surveys',
  'campaigns',
  'exposures',
  'articles',
  'exchange_rates',
  'promotions',
  'competitor_prices',
  'signals',
] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export type FieldType =
  | 'id'
  | 'text'
  | 'instant'
  | 'date'
  | 'money'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'currency'
  | 'identifier'
  | 'json'

export interface FieldDefinition {
  readonly name: string
  readonly type: FieldType
  readonly required: boolean
}

const required = (name: string, type: FieldType): FieldDefinition => ({ name, type, required: true })
const optional = (name: string, type: FieldType): FieldDefinition => ({ name, type, required: false })

/** Fields that describe an order as a whole; a line file repeats them or gives them on the order's first line. */
const ORDER_FIELDS: readonly FieldDefinition[] = [
  optional('customer_id', 'id'),
  /**
   * The buyer by an id of another system, as `customers.external_id` gives it. With no customer_id the writer finds the
   * customer by this, then by e-mail, then by phone. Not known yet: a customer of that id stands in, and is joined to
   * the right one when a customers file brings the external id.
   */
  optional('customer_external_id', 'identifier'),
  optional('currency', 'currency'),
  optional('status', 'text'),
  optional('cancelled_at', 'instant'),
  optional('order_discount', 'money'),
  optional('shipping', 'money'),
  optional('tax', 'money'),
  optional('country', 'text'),
  optional('region', 'text'),
  optional('city', 'text'),
  optional('channel', 'text'),
  optional('device', 'text'),
  optional('source', 'text'),
  optional('campaign', 'text'),
  optional('coupon', 'text'),
  optional('payment', 'text'),
  optional('carrier', 'text'),
  optional('warehouse', 'text'),
  optional('customer_name', 'identifier'),
  optional('customer_email', 'identifier'),
  optional('customer_phone', 'identifier'),
  optional('address', 'identifier'),
]

/**
 * The canonical fields of each kind. A file whose headers are these names needs no mapping; `--map field=column` and the
 * detector name them. Times without a zone are read in the shop's zone.
 */
export const KIND_FIELDS: Readonly<Record<ImportKind, readonly FieldDefinition[]>> = {
  // Without a column of order dates these are lines of orders that another file brings (Olist's items): the writer takes
  // the date from the order, and an order that nobody brought is `unknown_order`.
  order_lines: [
    required('order_id', 'id'),
    optional('ordered_at', 'instant'),
    required('product_id', 'id'),
    required('quantity', 'integer'),
    required('unit_price', 'money'),
    optional('line_id', 'id'),
    optional('line_discount', 'money'),
    optional('product_name', 'text'),
    optional('category', 'text'),
    optional('brand', 'text'),
    ...ORDER_FIELDS,
  ],
  // Without a column of order dates the rows add fields to known orders (Olist's payments), else `unknown_order`.
  orders: [
    required('order_id', 'id'),
    optional('ordered_at', 'instant'),
    optional('total', 'money'),
    // Olist and others give the delivery in the order's own row.
    optional('shipped_at', 'instant'),
    optional('promised_at', 'instant'),
    optional('delivered_at', 'instant'),
    ...ORDER_FIELDS,
  ],
  returns: [
    required('returned_at', 'instant'),
    required('quantity', 'integer'),
    required('amount', 'money'),
    optional('return_id', 'id'),
    optional('order_id', 'id'),
    optional('customer_id', 'id'),
    optional('product_id', 'id'),
    optional('currency', 'currency'),
    optional('reason', 'text'),
    optional('country', 'text'),
  ],
  deliveries: [
    required('order_id', 'id'),
    optional('shipped_at', 'instant'),
    optional('promised_at', 'instant'),
    optional('delivered_at', 'instant'),
    optional('carrier', 'text'),
    optional('warehouse', 'text'),
    optional('status', 'text'),
    optional('status_at', 'instant'),
  ],
  customers: [
    required('customer_id', 'id'),
    optional('created_at', 'instant'),
    optional('name', 'identifier'),
    optional('email', 'identifier'),
    optional('phone', 'identifier'),
    optional('address', 'identifier'),
    optional('document', 'identifier'),
    optional('external_id', 'identifier'),
    optional('gender', 'text'),
    optional('birth_year', 'integer'),
    optional('age_band', 'text'),
    optional('country', 'text'),
    optional('region', 'text'),
    optional('city', 'text'),
    optional('language', 'text'),
    optional('source', 'text'),
    optional('channel', 'text'),
    optional('member_level', 'text'),
    optional('member_level_at', 'instant'),
    optional('attributes', 'json'),
  ],
  relations: [
    required('customer_id', 'id'),
    required('related_id', 'id'),
    required('kind', 'text'),
    optional('since', 'instant'),
  ],
  consents: [
    required('customer_id', 'id'),
    required('kind', 'text'),
    required('granted', 'boolean'),
    required('changed_at', 'instant'),
    optional('source', 'text'),
  ],
  products: [
    required('product_id', 'id'),
    required('name', 'text'),
    optional('name_alternative', 'text'),
    optional('category', 'text'),
    optional('subcategory', 'text'),
    optional('brand', 'text'),
    optional('style', 'text'),
    optional('price', 'money'),
    optional('cost', 'money'),
    optional('currency', 'currency'),
    optional('description', 'text'),
    optional('status', 'text'),
    optional('created_at', 'instant'),
  ],
  prices: [
    required('product_id', 'id'),
    required('valid_from', 'instant'),
    required('price', 'money'),
    optional('currency', 'currency'),
  ],
  stock: [
    required('product_id', 'id'),
    required('counted_at', 'instant'),
    required('on_hand', 'integer'),
    optional('location', 'text'),
    optional('received', 'integer'),
    optional('unit_cost', 'money'),
  ],
  events: [
    required('name', 'text'),
    required('occurred_at', 'instant'),
    optional('message_id', 'id'),
    optional('customer_id', 'id'),
    optional('anonymous_id', 'id'),
    optional('session_id', 'id'),
    optional('product_id', 'id'),
    optional('category', 'text'),
    optional('order_id', 'id'),
    optional('query', 'text'),
    optional('channel', 'text'),
    optional('device', 'text'),
    optional('source', 'text'),
    optional('campaign', 'text'),
    optional('placement', 'text'),
    optional('creative', 'text'),
    optional('position', 'integer'),
    optional('url', 'text'),
    optional('value', 'money'),
    optional('properties', 'json'),
  ],
  reviews: [
    required('review_id', 'id'),
    required('written_at', 'instant'),
    optional('customer_id', 'id'),
    optional('order_id', 'id'),
    optional('product_id', 'id'),
    optional('rating', 'integer'),
    optional('title', 'text'),
    optional('body', 'text'),
    optional('language', 'text'),
    optional('helpful_votes', 'integer'),
    optional('verified', 'boolean'),
    optional('device', 'text'),
  ],
  tickets: [
    required('ticket_id', 'id'),
    required('opened_at', 'instant'),
    optional('customer_id', 'id'),
    optional('order_id', 'id'),
    optional('channel', 'text'),
    optional('subject', 'text'),
    optional('issue', 'text'),
    optional('status', 'text'),
    optional('first_response_at', 'instant'),
    optional('resolved_at', 'instant'),
    optional('rating', 'integer'),
    optional('message_author', 'text'),
    optional('message_at', 'instant'),
    optional('message_body', 'text'),
  ],
  surveys: [
    required('survey_id', 'id'),
    required('kind', 'text'),
    required('answered_at', 'instant'),
    optional('score', 'integer'),
    optional('customer_id', 'id'),
    optional('order_id', 'id'),
    optional('comment', 'text'),
  ],
  campaigns: [
    required('campaign_id', 'id'),
    required('name', 'text'),
    required('starts_at', 'instant'),
    optional('ends_at', 'instant'),
    optional('channel', 'text'),
    optional('goal', 'text'),
    optional('cost', 'money'),
    optional('offer', 'text'),
  ],
  exposures: [
    required('campaign_id', 'id'),
    required('customer_id', 'id'),
    optional('variant', 'text'),
    optional('is_control', 'boolean'),
    optional('sent_at', 'instant'),
    optional('delivered_at', 'instant'),
    optional('opened_at', 'instant'),
    optional('clicked_at', 'instant'),
    optional('unsubscribed_at', 'instant'),
  ],
  articles: [
    required('article_id', 'id'),
    required('title', 'text'),
    required('body', 'text'),
    optional('language', 'text'),
    optional('category', 'text'),
    optional('url', 'text'),
    optional('updated_at', 'instant'),
    optional('approved', 'boolean'),
  ],
  exchange_rates: [
    required('base', 'currency'),
    required('currency', 'currency'),
    required('valid_from', 'date'),
    required('rate', 'decimal'),
  ],
  promotions: [
    required('promotion_id', 'id'),
    required('name', 'text'),
    required('starts_at', 'instant'),
    required('ends_at', 'instant'),
    optional('product_id', 'id'),
    optional('category', 'text'),
    optional('discount', 'decimal'),
  ],
  competitor_prices: [
    required('product_id', 'id'),
    required('competitor', 'text'),
    required('seen_at', 'instant'),
    required('price', 'money'),
    optional('currency', 'currency'),
    optional('url', 'text'),
  ],
  signals: [
    required('date', 'date'),
    required('name', 'text'),
    required('value', 'decimal'),
    optional('region', 'text'),
  ],
}
