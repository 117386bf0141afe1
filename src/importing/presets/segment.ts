import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset, type PresetLayout, type ToldFact } from './preset.ts'
import { eventName, snakeCase } from './segment-events.ts'
import { factsOfIdentify, factsOfTrack } from './segment-facts.ts'
import { inner, isObject, PERSONAL, word, type Json } from './segment-values.ts'

const COLUMNS = [
  'type',
  'event',
  'name',
  'messageId',
  'userId',
  'anonymousId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'receivedAt',
  'properties',
  'traits',
  'context',
] as const

/** The columns that a call is read by, for calls that come by another way than a file. */
export const CALL_COLUMNS: readonly string[] = COLUMNS

const FIELDS = [
  'name',
  'occurred_at',
  'message_id',
  'customer_id',
  'anonymous_id',
  'session_id',
  'product_id',
  'category',
  'order_id',
  'query',
  'channel',
  'device',
  'source',
  'campaign',
  'placement',
  'creative',
  'position',
  'url',
  'value',
  'properties',
] as const

const objectIn = (cell: string): Json => {
  if (!cell.startsWith('{')) return {}
  try {
    const value: unknown = JSON.parse(cell)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
const withoutPersons = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutPersons)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PERSONAL.test(key) || key === 'name')
      .map(([key, held]) => [key, withoutPersons(held)]),
  )
}

/** The address of a page without the parts that may name a person: user, query values under such names, fragment. */
function plainUrl(url: string): string {
  if (url === '' || !URL.canParse(url)) return url.includes('@') ? '' : url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  const personal = [...parsed.searchParams].filter(([key, value]) => PERSONAL.test(key) || value.includes('@'))
  for (const [key] of personal) parsed.searchParams.delete(key)
  return parsed.href
}

/** web, app or server, by the library that sent the call. */
const channelOf = (context: Json): string => {
  const library = word(inner(context, 'library'), 'name')
  if (/ios|android|react.?native|flutter/i.test(library)) return 'app'
  return /analytics\.js|analytics-next|ajs/i.test(library) ? 'web' : ''
}

const deviceOf = (context: Json): string => {
  const type = word(inner(context, 'device'), 'type').toLowerCase()
  if (type !== '') return /ios|android|phone/.test(type) ? 'mobile' : type
  const agent = word(context, 'userAgent')
  if (agent === '') return ''
  if (/iPad|Tablet/i.test(agent)) return 'tablet'
  return /Mobi|iPhone|Android/i.test(agent) ? 'mobile' : 'desktop'
}

function nameOf(type: string, event: string): string | null {
  if (type === 'track') return event === '' ? null : eventName(event)
  if (type === 'page' || type === 'screen') return 'page'
  return type === 'identify' ? 'signed_in' : null
}

const calls: PresetLayout = {
  kind: 'events',
  title: 'calls, one JSON object per line',
  signature: ['type', 'messageId', 'anonymousId'],
  jsonColumns: COLUMNS,
  mapping: {
    name: 'event',
    occurred_at: 'timestamp',
    message_id: 'messageId',
    customer_id: 'userId',
    anonymous_id: 'anonymousId',
    properties: 'properties',
  },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, COLUMNS)
    let told: readonly ToldFact[] = []
    return {
      fields: FIELDS,
      told: () => told,
      shape: (cells) => {
        const cell = (column: (typeof COLUMNS)[number]): string => cells[at[column]] ?? ''
        const type = cell('type').toLowerCase()
        const name = nameOf(type, cell('event'))
        if (type === 'alias' || type === 'group') return null
        if (name === null) return 'unknown_call'
        if (cell('userId') === '' && cell('anonymousId') === '') return 'missing_identity'
        const properties = objectIn(cell('properties'))
        const context = objectIn(cell('context'))
        const campaign = inner(context, 'campaign')
        const products = properties['products']
        const first: unknown = Array.isArray(products) && products.length === 1 ? products[0] : null
        const product = isObject(first) ? first : {}
        const kept = withoutPersons(type === 'identify' ? {} : properties)
        const frame = {
          messageId: cell('messageId'),
          userId: cell('userId'),
          occurredAt:
            [cell('timestamp'), cell('originalTimestamp'), cell('sentAt'), cell('receivedAt')].find(
              (at) => at !== '',
            ) ?? '',
          channel: channelOf(context),
          device: deviceOf(context),
          source: word(campaign, 'source') || word(inner(context, 'referrer'), 'type'),
          campaign: word(campaign, 'name'),
        }
        told =
          type === 'identify'
            ? factsOfIdentify(objectIn(cell('traits')), frame)
            : type === 'track'
              ? factsOfTrack(snakeCase(cell('event')), properties, frame)
              : []
        return [
          name,
          frame.occurredAt,
          cell('messageId'),
          cell('userId'),
          cell('anonymousId'),
          word(context, 'sessionId') || word(properties, 'session_id', 'sessionId'),
          word(properties, 'product_id', 'sku') || word(product, 'product_id', 'sku'),
          word(properties, 'category', 'list_id') || word(product, 'category'),
          word(properties, 'order_id', 'orderId'),
          word(properties, 'query', 'search_term'),
          frame.channel,
          frame.device,
          frame.source,
          frame.campaign,
          word(properties, 'placement', 'position_name'),
          word(properties, 'creative', 'promotion_id'),
          /^\d+$/.test(word(properties, 'position')) ? word(properties, 'position') : '',
          plainUrl(word(properties, 'url') || word(inner(context, 'page'), 'url')),
          word(properties, 'revenue', 'total', 'value', 'price'),
          Object.keys(isObject(kept) ? kept : {}).length === 0 ? '' : JSON.stringify(kept),
        ]
      },
    }
  },
  notes: [
    both(
      'calls become events by the shop’s vocabulary; identify ties the visitor to the customer from its instant',
      '调用按店铺的词汇转为事件；identify 从其时刻起把访客与客户关联',
    ),
    both(
      'Order Completed, Updated, Cancelled and Refunded change orders and returns too; traits describe the customer',
      'Order Completed、Updated、Cancelled 和 Refunded 也会改动订单和退货；traits 描述客户',
    ),
    both(
      'names, e-mail addresses and the like are kept encrypted with the customer, and with no event',
      '姓名、邮箱地址等随客户加密保存，不随事件保存',
    ),
  ],
}

/**
 * Segment-spec calls, one JSON object per line: `track`, `page`, `screen` and `identify` become events; `identify` with a
 * userId is `signed_in`, which ties the visitor to the customer. Completed orders, refunds and traits are facts besides.
 * `alias` and `group` are no events of a shop.
 *
 * @see https://segment.com/docs/connections/spec/
 */
export const segment: Preset = {
  name: 'segment',
  title: 'Segment calls',
  // Calls from servers know the customer and no visitor.
  layouts: [calls, { ...calls, signature: ['type', 'messageId', 'userId'] }],
}
