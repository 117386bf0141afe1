import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('woocommerce', () => {
  test('one row per item; states in our words; guests have no id', async () => {
    const { source, values } = await readFile(
      folder.write(
        'orders.csv',
        'Order Number,Order Status,Order Date,Customer User ID,First Name (Billing),Last Name (Billing),Email (Billing),Country Code (Billing),Payment Method Title,Cart Discount Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code\n' +
          '812,Completed,2026-06-01 10:30,0,Ann,Lee,ann@example.com,FR,Card,0,T-1,1,Tea,2,4.50,\n813,wc-cancelled,2026-06-02 10:30,7,Bo,Li,bo@example.com,CN,Card,0,,1,Cup,1,3,\n',
      ),
    )
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'woocommerce' })
    expect(values[0]).toMatchObject({
      order_id: '812',
      status: 'completed',
      product_id: 'T-1',
      customer_name: 'Ann Lee',
    })
    expect(values[0]).not.toHaveProperty('customer_id')
    expect(values[1]).toMatchObject({ status: 'cancelled', customer_id: '7', product_id: 'Cup' })
  })

  test('the report of its analytics gives orders', async () => {
    const { source, values } = await readFile(
      folder.write(
        'analytics.csv',
        'Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue,Attribution\n"2026-06-01 10:30:00",812,completed,Ann Lee,new,"2x Tea",2,,9,Organic\n',
      ),
    )
    expect(source.description.kind).toBe('orders')
    expect(values[0]).toMatchObject({
      order_id: '812',
      total: '9',
      channel: 'Organic',
      ordered_at: at(2026, 6, 1, 10, 30),
    })
  })
})
