import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset } from './preset.ts'

const COLUMNS = [
  'Name',
  'Email',
  'Financial Status',
  'Currency',
  'Shipping',
  'Taxes',
  'Discount Code',
  'Discount Amount',
  'Created at',
  'Cancelled at',
  'Payment Method',
  'Billing Name',
  'Phone',
  'Shipping Address1',
  'Shipping City',
  'Shipping Province',
  'Shipping Country',
  'Source',
  'Vendor',
  'Lineitem sku',
  'Lineitem name',
  'Lineitem quantity',
  'Lineitem price',
  'Lineitem discount',
] as const
type Column = (typeof COLUMNS)[number]

/** Order-level fields: Shopify writes them on the first row of an order and leaves them empty on the others. */
const OF_THE_ORDER: Readonly<Record<string, Column>> = {
  ordered_at: 'Created at',
  customer_email: 'Email',
  customer_name: 'Billing Name',
  customer_phone: 'Phone',
  currency: 'Currency',
  status: 'Financial Status',
  cancelled_at: 'Cancelled at',
  order_discount: 'Discount Amount',
  coupon: 'Discount Code',
  shipping: 'Shipping',
  tax: 'Taxes',
  payment: 'Payment Method',
  address: 'Shipping Address1',
  city: 'Shipping City',
  region: 'Shipping Province',
  country: 'Shipping Country',
  channel: 'Source',
}
const OF_THE_LINE: Readonly<Record<string, Column>> = {
  product_name: 'Lineitem name',
  quantity: 'Lineitem quantity',
  unit_price: 'Lineitem price',
  line_discount: 'Lineitem discount',
  brand: 'Vendor',
}
const ORDER_COLUMNS = Object.entries(OF_THE_ORDER)
const LINE_COLUMNS = Object.entries(OF_THE_LINE)

/** Shopify's orders export: one row per line item, grouped by the order's Name. */
export const shopify: Preset = {
  name: 'shopify',
  title: 'Shopify orders export',
  layouts: [
    {
      kind: 'order_lines',
      title: 'orders export',
      signature: ['Name', 'Financial Status', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price'],
      mapping: { order_id: 'Name', product_id: 'Lineitem sku', ...OF_THE_LINE, ...OF_THE_ORDER },
      shaper: ({ columns }) => {
        const at = positionsOf(columns, COLUMNS)
        const carried: string[] = ORDER_COLUMNS.map(() => '')
        let order = ''
        return {
          fields: [
            'order_id',
            'product_id',
            ...LINE_COLUMNS.map(([field]) => field),
            ...ORDER_COLUMNS.map(([field]) => field),
          ],
          shape: (cells) => {
            const cell = (column: Column): string => cells[at[column]] ?? ''
            const name = cell('Name')
            if (name !== order) {
              order = name
              carried.fill('')
            }
            for (const [index, [, column]] of ORDER_COLUMNS.entries()) {
              const own = cell(column).trim()
              if (own !== '') carried[index] = own
            }
            // Products without a SKU are told apart by their name, variant included.
            const sku = cell('Lineitem sku').trim()
            return [
              name,
              sku === '' ? cell('Lineitem name') : sku,
              ...LINE_COLUMNS.map(([, column]) => cell(column)),
              ...carried,
            ]
          },
        }
      },
      notes: [
        both(
          'order-level fields stand on the first row of an order and hold for its other rows',
          '订单级字段写在订单首行，对其余各行同样有效',
        ),
        both(
          'a line without a SKU is known by its name; customers are known by their e-mail',
          '没有 SKU 的明细以名称识别；客户以邮箱识别',
        ),
      ],
    },
  ],
}
