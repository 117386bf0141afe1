import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset, type PresetLayout } from './preset.ts'

/** Olist's word for an order that was called off, in our spelling; its other states pass as they are. */
const STATUS: Readonly<Record<string, string>> = { canceled: 'cancelled' }

const orders: PresetLayout = {
  kind: 'orders',
  title: 'orders',
  signature: ['order_id', 'customer_id', 'order_status', 'order_purchase_timestamp'],
  mapping: {
    order_id: 'order_id',
    ordered_at: 'order_purchase_timestamp',
    customer_external_id: 'customer_id',
    status: 'order_status',
    shipped_at: 'order_delivered_carrier_date',
    delivered_at: 'order_delivered_customer_date',
    promised_at: 'order_estimated_delivery_date',
  },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, [
      'order_id',
      'order_purchase_timestamp',
      'customer_id',
      'order_status',
      'order_delivered_carrier_date',
      'order_delivered_customer_date',
      'order_estimated_delivery_date',
    ])
    return {
      fields: ['order_id', 'ordered_at', 'customer_external_id', 'status', 'shipped_at', 'delivered_at', 'promised_at'],
      shape: (cells) => {
        const status = cells[at.order_status] ?? ''
        return [
          cells[at.order_id] ?? '',
          cells[at.order_purchase_timestamp] ?? '',
          cells[at.customer_id] ?? '',
          STATUS[status] ?? status,
          cells[at.order_delivered_carrier_date] ?? '',
          cells[at.order_delivered_customer_date] ?? '',
          cells[at.order_estimated_delivery_date] ?? '',
        ]
      },
    }
  },
  notes: [
    both(
      "an order's customer_id is new for each order; the customers file says which person it is (customer_unique_id)",
      '每个订单的 customer_id 都是新的；由客户文件说明是哪个人（customer_unique_id）',
    ),
  ],
}

const items: PresetLayout = {
  kind: 'order_lines',
  title: 'order items',
  amountsIn: 'BRL',
  signature: ['order_id', 'order_item_id', 'product_id', 'seller_id', 'price'],
  mapping: {
    order_id: 'order_id',
    line_id: 'order_item_id',
    product_id: 'product_id',
    quantity: '1',
    unit_price: 'price',
  },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, ['order_id', 'order_item_id', 'product_id', 'price'])
    return {
      fields: ['order_id', 'line_id', 'product_id', 'quantity', 'unit_price'],
      shape: (cells) => [
        cells[at.order_id] ?? '',
        cells[at.order_item_id] ?? '',
        cells[at.product_id] ?? '',
        '1',
        cells[at.price] ?? '',
      ],
    }
  },
  notes: [
    both(
      'each row is one unit; its date is that of its order; freight is left out',
      '每行是一件商品；日期取自订单；不计运费',
    ),
  ],
}

const customers: PresetLayout = {
  kind: 'customers',
  title: 'customers',
  signature: ['customer_id', 'customer_unique_id', 'customer_city', 'customer_state'],
  mapping: {
    customer_id: 'customer_unique_id',
    external_id: 'customer_id',
    city: 'customer_city',
    region: 'customer_state',
    country: "'Brazil'",
  },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, ['customer_unique_id', 'customer_id', 'customer_city', 'customer_state'])
    return {
      fields: ['customer_id', 'external_id', 'city', 'region', 'country'],
      shape: (cells) => [
        cells[at.customer_unique_id] ?? '',
        cells[at.customer_id] ?? '',
        cells[at.customer_city] ?? '',
        cells[at.customer_state] ?? '',
        'Brazil',
      ],
    }
  },
  notes: [
    both(
      'customer_unique_id is the person; the customer_id of each of the orders is an external id of that person',
      'customer_unique_id 是人；各订单的 customer_id 是此人的外部编号',
    ),
  ],
}

const reviews: PresetLayout = {
  kind: 'reviews',
  title: 'order reviews',
  signature: ['review_id', 'order_id', 'review_score', 'review_comment_message'],
  mapping: {
    review_id: 'review_id + order_id',
    order_id: 'order_id',
    rating: 'review_score',
    title: 'review_comment_title',
    body: 'review_comment_message',
    written_at: 'review_creation_date',
    language: "'pt'",
  },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, [
      'review_id',
      'order_id',
      'review_score',
      'review_comment_title',
      'review_comment_message',
      'review_creation_date',
    ])
    return {
      fields: ['review_id', 'order_id', 'rating', 'title', 'body', 'written_at', 'language'],
      shape: (cells) => [
        `${cells[at.review_id] ?? ''}:${cells[at.order_id] ?? ''}`,
        cells[at.order_id] ?? '',
        cells[at.review_score] ?? '',
        cells[at.review_comment_title] ?? '',
        cells[at.review_comment_message] ?? '',
        cells[at.review_creation_date] ?? '',
        'pt',
      ],
    }
  },
  notes: [
    both(
      'one review id may stand for several orders, so the key is review_id and order_id',
      '同一评论编号可能对应多个订单，因此主键为 review_id 和 order_id',
    ),
  ],
}

const TRANSLATION = 'product_category_name_english'

const products: PresetLayout = {
  kind: 'products',
  title: 'products',
  signature: ['product_id', 'product_category_name', 'product_photos_qty'],
  mapping: { product_id: 'product_id', name: 'category + product_id', category: 'product_category_name' },
  companionColumn: TRANSLATION,
  shaper: ({ columns, companion }) => {
    const at = positionsOf(columns, ['product_id', 'product_category_name'])
    const english = new Map((companion ?? []).map((row) => [row[0] ?? '', row[1] ?? '']))
    return {
      fields: ['product_id', 'name', 'category'],
      shape: (cells) => {
        const id = cells[at.product_id] ?? ''
        const own = cells[at.product_category_name] ?? ''
        const category = english.get(own) ?? own
        // Olist withholds the names: the category and the beginning of the id tell products apart for people.
        return [id, `${category === '' ? 'product' : category} ${id.slice(0, 8)}`, category]
      },
    }
  },
  notes: [
    both(
      'categories are in English when product_category_name_translation is given in the same command',
      '如果同一命令中给出 product_category_name_translation，品类名为英文',
    ),
  ],
}

const payments: PresetLayout = {
  kind: 'orders',
  title: 'payments',
  signature: ['order_id', 'payment_sequential', 'payment_type', 'payment_value'],
  mapping: { order_id: 'order_id', payment: 'payment_type' },
  shaper: ({ columns }) => {
    const at = positionsOf(columns, ['order_id', 'payment_sequential', 'payment_type'])
    return {
      fields: ['order_id', 'payment'],
      // An order keeps one way of payment: the first. Vouchers and second cards beside it are no facts of their own.
      shape: (cells) =>
        cells[at.payment_sequential] === '1' ? [cells[at.order_id] ?? '', cells[at.payment_type] ?? ''] : null,
    }
  },
  notes: [
    both(
      'adds the way of payment to orders; rows with payment_sequential above 1 are passed over',
      '为订单补充支付方式；payment_sequential 大于 1 的行略过',
    ),
  ],
}

/**
 * Olist: orders of a Brazilian marketplace, 2016 to 2018, in eight files that belong together; import them in one command.
 */
export const olist: Preset = {
  name: 'olist',
  title: 'Olist marketplace',
  layouts: [
    orders,
    items,
    customers,
    reviews,
    products,
    payments,
    {
      kind: 'products',
      title: 'category translation',
      signature: ['product_category_name', TRANSLATION],
      mapping: {},
      notImported: both(
        'the category translation makes no facts of its own: it is used with the products file',
        '品类翻译文件本身不产生记录：它与商品文件一起使用',
      ),
    },
    {
      kind: 'products',
      title: 'sellers',
      signature: ['seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state'],
      mapping: {},
      notImported: both('nothing is kept about sellers, so their file is not read', '不保存卖家信息，因此不读取该文件'),
    },
    {
      kind: 'customers',
      title: 'geolocation',
      signature: ['geolocation_zip_code_prefix', 'geolocation_lat', 'geolocation_lng'],
      mapping: {},
      notImported: both(
        'nothing is kept about coordinates, so the geolocation file is not read',
        '不保存坐标，因此不读取地理位置文件',
      ),
    },
  ],
}
