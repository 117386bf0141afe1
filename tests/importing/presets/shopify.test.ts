import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('shopify', () => {
  const header =
    'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Billing Name,Shipping City,Shipping Country,Cancelled at,Payment Method,Vendor\n'

  test('fields of the order hold for its other rows and no further', async () => {
    const { source, values } = await readFile(
      folder.write(
        'orders_export.csv',
        `${header}#1001,ann@example.com,paid,2026-06-01 10:00:00 +0800,EUR,30,5,1,36,TEN,3.00,2026-06-01 10:00:00 +0800,2,Tea - Green,10.00,T-G,0.00,Ann Lee,Lyon,FR,,Card,Leaf\n` +
          '#1001,ann@example.com,,,,,,,,,,,1,Cup,10.00,,1.00,,,,,,Clay\n' +
          '#1002,bob@example.com,pending,,EUR,5,0,0,5,,0.00,2026-06-02 09:00:00 +0800,1,Cup,5.00,,0.00,Bob,,,,,Clay\n',
      ),
    )
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'shopify' })
    const shared = {
      order_id: '#1001',
      ordered_at: at(2026, 6, 1, 2),
      customer_email: 'ann@example.com',
      customer_name: 'Ann Lee',
      currency: 'EUR',
      status: 'paid',
      order_discount: '3',
      coupon: 'TEN',
      shipping: '5',
      tax: '1',
      city: 'Lyon',
      country: 'FR',
      payment: 'Card',
    }
    expect(values.slice(0, 2)).toEqual([
      {
        ...shared,
        product_id: 'T-G',
        product_name: 'Tea - Green',
        quantity: 2,
        unit_price: '10',
        line_discount: '0',
        brand: 'Leaf',
      },
      {
        ...shared,
        product_id: 'Cup',
        product_name: 'Cup',
        quantity: 1,
        unit_price: '10',
        line_discount: '1',
        brand: 'Clay',
      },
    ])
    expect(values[2]).not.toHaveProperty('coupon')
    expect(values[2]).toMatchObject({ order_id: '#1002', customer_name: 'Bob' })
  })
})
