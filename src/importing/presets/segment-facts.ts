import { toldLineId } from '../told-line.ts'
import type { ToldFact } from './preset.ts'
import { inner, isObject, PERSONAL, word, type Json } from './segment-values.ts'

/** What the facts of a call share with its event. */
export interface CallFrame {
  readonly messageId: string
  readonly userId: string
  readonly occurredAt: string
  readonly channel: string
  readonly device: string
  readonly source: string
  readonly campaign: string
}

/**
 * The facts that a tracked e-commerce call tells besides its event: `Order Completed` and `Order Updated` an order with its
 * lines, `Order Cancelled` the end of one, `Order Refunded` returns.
 *
 * @param snakeName - the name of the call in snake_case, before it is put into our vocabulary
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
export function factsOfTrack(snakeName: string, properties: Json, frame: CallFrame): readonly ToldFact[] {
  switch (snakeName) {
    case 'order_completed':
    case 'order_updated':
      return orderOf(properties, frame)
    case 'order_cancelled':
      return [
        {
          kind: 'orders',
          cells: { order_id: orderId(properties), cancelled_at: frame.occurredAt },
          where: 'properties',
        },
      ]
    case 'order_refunded':
      return refundOf(properties, frame)
    default:
      return []
  }
}

const orderId = (properties: Json): string => word(properties, 'order_id', 'orderId')
const productId = (product: Json): string => word(product, 'product_id', 'productId', 'sku')

function productsOf(properties: Json): readonly Json[] {
  const products = properties['products']
  return Array.isArray(products) ? products.map((product: unknown) => (isObject(product) ? product : {})) : []
}

function orderOf(properties: Json, frame: CallFrame): readonly ToldFact[] {
  const order = {
    order_id: orderId(properties),
    ordered_at: frame.occurredAt,
    customer_id: frame.userId,
    currency: word(properties, 'currency'),
    shipping: word(properties, 'shipping'),
    tax: word(properties, 'tax'),
    coupon: word(properties, 'coupon'),
    payment: word(properties, 'payment_method', 'paymentMethod'),
    channel: frame.channel,
    device: frame.device,
    source: frame.source,
    campaign: frame.campaign,
  }
  const products = productsOf(properties)
  // Shipping and tax are no revenue: `subtotal` and `revenue` leave them out, `total` does not.
  const total = word(properties, 'subtotal', 'revenue', 'total', 'value')
  const arePriced = products.every((product) => word(product, 'price') !== '')
  if (products.length === 0 || (!arePriced && total !== '')) {
    return [{ kind: 'orders', cells: { ...order, total }, where: 'properties' }]
  }
  const seen = new Map<string, number>()
  return products.map((product, position) => {
    const id = productId(product)
    const occurrence = (seen.get(id) ?? 0) + 1
    seen.set(id, occurrence)
    return {
      kind: 'order_lines',
      cells: {
        ...order,
        order_discount: word(properties, 'discount'),
        line_id: toldLineId(id, occurrence),
        product_id: id,
        quantity: word(product, 'quantity') || '1',
        unit_price: word(product, 'price'),
        product_name: word(product, 'name'),
        category: word(product, 'category'),
        brand: word(product, 'brand'),
      },
      where: `properties.products[${position}]`,
    }
  })
}

/** A refund of products, else of an amount, else of all that the order holds. */
function refundOf(properties: Json, frame: CallFrame): readonly ToldFact[] {
  const refund = {
    returned_at: frame.occurredAt,
    order_id: orderId(properties),
    customer_id: frame.userId,
    currency: word(properties, 'currency'),
    reason: word(properties, 'reason'),
  }
  const products = productsOf(properties)
  if (products.length === 0) {
    const amount = word(properties, 'total', 'revenue', 'value')
    const whole = { ...refund, return_id: `refund:${refund.order_id}` }
    return [
      {
        kind: 'returns',
        cells: amount === '' ? whole : { ...whole, return_id: `refund:${frame.messageId}`, amount, quantity: '0' },
        where: 'properties',
      },
    ]
  }
  return products.map((product, position) => {
    const quantity = word(product, 'quantity')
    const price = word(product, 'price')
    return {
      kind: 'returns',
      cells: {
        ...refund,
        return_id: `refund:${frame.messageId}#${position}`,
        product_id: productId(product),
        quantity,
        amount: price === '' ? '' : times(price, quantity === '' ? '1' : quantity),
      },
      where: `properties.products[${position}]`,
    }
  })
}

/** Price times quantity as text; what is no number stays as it is, for the reader to refuse. */
function times(price: string, quantity: string): string {
  const amount = Number(price) * Number(quantity)
  return Number.isFinite(amount) ? String(Math.round(amount * 1e6) / 1e6) : price
}

/** What an `identify` says of a person: identifiers go through the vault, the rest describes the customer. */
export function factsOfIdentify(traits: Json, frame: CallFrame): readonly ToldFact[] {
  if (frame.userId === '' || Object.keys(traits).length === 0) return []
  const address = inner(traits, 'address')
  const birthday = word(traits, 'birthday')
  const named = word(traits, 'name') || [word(traits, 'firstName'), word(traits, 'lastName')].filter(Boolean).join(' ')
  const street = [word(address, 'street'), word(address, 'postalCode', 'postal_code')].filter(Boolean).join(', ')
  return [
    {
      kind: 'customers',
      cells: {
        customer_id: frame.userId,
        created_at: word(traits, 'createdAt', 'created_at'),
        name: named,
        email: word(traits, 'email'),
        phone: word(traits, 'phone'),
        address: street,
        gender: word(traits, 'gender'),
        birth_year: /^\d{4}-/.test(birthday) ? birthday.slice(0, 4) : '',
        country: word(address, 'country'),
        region: word(address, 'state'),
        city: word(address, 'city'),
        language: word(traits, 'language', 'locale'),
        attributes: attributesOf(traits),
      },
      where: 'traits',
    },
  ]
}

const TAKEN: ReadonlySet<string> = new Set([
  'name',
  'createdAt',
  'created_at',
  'gender',
  'age',
  'language',
  'locale',
  'id',
])

/** Traits of the shop's own: plain values under names that tell nobody who the person is. */
function attributesOf(traits: Json): string {
  const own = Object.entries(traits).filter(
    ([key, value]) =>
      !TAKEN.has(key) &&
      !PERSONAL.test(key) &&
      ((typeof value === 'string' && !value.includes('@')) || typeof value === 'number' || typeof value === 'boolean'),
  )
  return own.length === 0 ? '' : JSON.stringify(Object.fromEntries(own))
}
