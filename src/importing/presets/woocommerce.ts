import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset, type PresetLayout } from './preset.ts'

/** Order states that stand for no sale, or none any more, in our vocabulary. */
const STATUS: Readonly<Record<string, string>> = {
  cancelled: 'cancelled',
  canceled: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
}
const ownStatus = (status: string): string => {
  const plain = status.trim().toLowerCase().replace(/^wc-/, '').replaceAll(/[ -]+/g, '_')
  return STATUS[plain] ?? plain
}

/** Fields and the columns that the common order exporters give them, by the name of the column. */
const LINE_EXPORT: Readonly<Record<string, string>> = {
  order_id: 'Order Number',
  ordered_at: 'Order Date',
  status: 'Order Status',
  product_id: 'SKU',
  product_name: 'Item Name',
  quantity: 'Quantity (- Refund)',
  unit_price: 'Item Cost',
  category: 'Category',
  customer_id: 'Customer User ID',
  customer_email: 'Email (Billing)',
  customer_phone: 'Phone (Billing)',
  address: 'Address 1&2 (Billing)',
  city: 'City (Billing)',
  region: 'State Code (Billing)',
  country: 'Country Code (Billing)',
  payment: 'Payment Method Title',
  order_discount: 'Cart Discount Amount',
  shipping: 'Order Shipping Amount',
  tax: 'Order Total Tax Amount',
  coupon: 'Coupon Code',
  currency: 'Order Currency',
}

const lines: PresetLayout = {
  kind: 'order_lines',
  title: 'order export, one row per item',
  signature: ['Order Number', 'Order Status', 'Order Date', 'Item Name', 'Quantity (- Refund)', 'Item Cost'],
  mapping: LINE_EXPORT,
  shaper: ({ columns }) => {
    const named = Object.entries(LINE_EXPORT)
    const at = positionsOf(columns, Object.values(LINE_EXPORT))
    const names = positionsOf(columns, ['First Name (Billing)', 'Last Name (Billing)'])
    const fullName = (cells: readonly string[]): string =>
      `${cells[names['First Name (Billing)']] ?? ''} ${cells[names['Last Name (Billing)']] ?? ''}`.trim()
    const fields = named.map(([field]) => field)
    return {
      fields: [...fields, 'customer_name'],
      shape: (cells) => {
        const cell = (column: string): string => cells[at[column] ?? -1] ?? ''
        const values = named.map(([field, column]) => {
          if (field === 'status') return ownStatus(cell(column))
          if (field === 'product_id') return cell(column).trim() === '' ? cell('Item Name') : cell(column)
          // A guest's user id is 0: that is nobody's number.
          return field === 'customer_id' && cell(column).trim() === '0' ? '' : cell(column)
        })
        return [...values, fullName(cells)]
      },
    }
  },
  notes: [
    both(
      'an item without a SKU is known by its name; guests (user id 0) by their e-mail',
      '没有 SKU 的商品以名称识别；访客（用户编号 0）以邮箱识别',
    ),
  ],
}

const analytics: PresetLayout = {
  kind: 'orders',
  title: 'orders report of WooCommerce Analytics',
  signature: ['Date', 'Order #', 'Status', 'Customer', 'Product(s)', 'Items sold'],
  mapping: {
    order_id: 'Order #',
    ordered_at: 'Date',
    status: 'Status',
    customer_name: 'Customer',
    coupon: 'Coupon(s)',
    total: 'N. Revenue',
    channel: 'Attribution',
  },
  notes: [
    both(
      'the report names products in one cell, so it gives orders without lines',
      '报表把商品写在一个单元格里，因此只得到没有明细的订单',
    ),
  ],
}

/** WooCommerce: the usual order exports, matched by the names of their columns. */
export const woocommerce: Preset = { name: 'woocommerce', title: 'WooCommerce orders', layouts: [lines, analytics] }
