import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('olist', () => {
  const orders = folder.write(
    'olist_orders_dataset.csv',
    'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n' +
      'o1,k1,delivered,2018-06-12 20:07:44,2018-06-12 20:44:26,2018-06-13 13:09:00,2018-06-19 12:44:08,2018-07-17 00:00:00\n' +
      'o2,k2,canceled,2018-06-13 20:07:44,,,,2018-07-17 00:00:00\n',
  )
  const customers = folder.write(
    'olist_customers_dataset.csv',
    'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nk1,u1,8775,sao paulo,SP\nk2,u1,8775,sao paulo,SP\n',
  )
  const products = folder.write(
    'olist_products_dataset.csv',
    'product_id,product_category_name,product_name_lenght,product_description_lenght,product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_width_cm\n' +
      'abcdef0123456789,beleza_saude,1,1,1,1,1,1,1\nfedcba9876543210,,1,1,1,1,1,1,1\n',
  )
  const translation = folder.write(
    'product_category_name_translation.csv',
    '\ufeffproduct_category_name,product_category_name_english\nbeleza_saude,health_beauty\n',
  )

  test('orders name their buyer by an external id, with what the deliveries need', async () => {
    const { source, values } = await readFile(orders)
    expect(source.description).toMatchObject({ kind: 'orders', preset: 'olist' })
    expect(values).toEqual([
      {
        order_id: 'o1',
        ordered_at: at(2018, 6, 12, 20, 7, 44),
        customer_external_id: 'k1',
        status: 'delivered',
        shipped_at: at(2018, 6, 13, 13, 9),
        delivered_at: at(2018, 6, 19, 12, 44, 8),
        promised_at: at(2018, 7, 17),
      },
      {
        order_id: 'o2',
        ordered_at: at(2018, 6, 13, 20, 7, 44),
        customer_external_id: 'k2',
        status: 'cancelled',
        promised_at: at(2018, 7, 17),
      },
    ])
  })

  test('a customer is the person, the ids of the orders are external', async () => {
    const { values } = await readFile(customers)
    expect(values.map(({ customer_id: id, external_id: external }) => [id, external])).toEqual([
      ['u1', 'k1'],
      ['u1', 'k2'],
    ])
  })

  test('an item is a line of one unit without a date of its own', async () => {
    const { source, values } = await readFile(
      folder.write(
        'olist_order_items_dataset.csv',
        'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\no1,1,p1,s1,2018-01-18 14:48:30,199.0,17.87\n',
      ),
    )
    expect(source.description.mapping['ordered_at']).toBeUndefined()
    expect(values).toEqual([{ order_id: 'o1', line_id: '1', product_id: 'p1', quantity: 1, unit_price: '199' }])
  })

  test('categories are translated when the translation is in the same command', async () => {
    const alone = await readFile(products)
    expect(alone.values.map((value) => value['category'])).toEqual(['beleza_saude', undefined])
    const together = await readFile(products, { companions: [orders, translation] })
    expect(together.values.map(({ name, category }) => [name, category])).toEqual([
      ['health_beauty abcdef01', 'health_beauty'],
      ['product fedcba98', undefined],
    ])
  })

  test('the translation and the sellers make no facts, and it is said', async () => {
    const sellers = folder.write('sellers.csv', 'seller_id,seller_zip_code_prefix,seller_city,seller_state\ns,1,x,SP\n')
    for (const path of [translation, sellers]) {
      const { source, all } = await readFile(path)
      expect(all).toEqual([])
      expect(source.description.warnings).toEqual([source.description.notImported])
    }
  })

  test('reviews are keyed by review and order, payments add to orders', async () => {
    const reviews = await readFile(
      folder.write(
        'reviews.csv',
        'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp\nr1,o1,4,bom,"linha um\nlinha dois",2018-05-22 00:00:00,2018-05-23 16:45:47\n',
      ),
    )
    expect(reviews.values).toEqual([
      {
        review_id: 'r1:o1',
        order_id: 'o1',
        rating: 4,
        title: 'bom',
        body: 'linha um\nlinha dois',
        written_at: at(2018, 5, 22),
        language: 'pt',
      },
    ])
    const payments = await readFile(
      folder.write(
        'payments.csv',
        'order_id,payment_sequential,payment_type,payment_installments,payment_value\no1,2,voucher,1,5\no1,1,credit_card,8,107.78\n',
      ),
    )
    expect(payments.source.description.kind).toBe('orders')
    expect(payments.values).toEqual([{ order_id: 'o1', payment: 'credit_card' }])
  })
})
