import { afterAll, describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/importing/presets/registry.ts'
import { KIND_FIELDS } from '../../../src/importing/kinds.ts'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

test('presets give only fields that their kind has', () => {
  for (const { layouts } of PRESETS) {
    for (const layout of layouts) {
      const known = KIND_FIELDS[layout.kind].map((field) => field.name)
      const columns = layout.jsonColumns ?? layout.headless?.columns ?? layout.signature
      const given = layout.shaper?.({ columns, companion: null }).fields ?? Object.keys(layout.mapping)
      expect(known).toEqual(expect.arrayContaining([...given]))
    }
  }
})

describe('online-retail', () => {
  const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'

  test('is told by its columns; credit notes and adjustments pass as they are', async () => {
    const { source, values } = await readFile(
      folder.write(
        'retail.csv',
        `${HEADER}536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n` +
          'C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom\n' +
          'A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom\n',
      ),
    )
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'online-retail' })
    expect(values).toEqual([
      {
        order_id: '536365',
        ordered_at: at(2010, 12, 1, 8, 26),
        product_id: '85123A',
        quantity: 6,
        unit_price: '2.55',
        product_name: 'WHITE HEART',
        customer_id: '17850',
        country: 'United Kingdom',
      },
      expect.objectContaining({ order_id: 'C536379', quantity: -1 }),
      expect.not.objectContaining({ customer_id: expect.anything() }),
    ])
  })

  test('the layout of the spreadsheet: month first, customers as decimals', async () => {
    const { values } = await readFile(
      folder.write(
        'sheet.csv',
        `${HEADER}536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850.0,France\n5,1,x,1,12/13/2010 8:26,1,,France\n`,
      ),
    )
    expect(values[0]).toMatchObject({ ordered_at: at(2010, 12, 1, 8, 26), customer_id: '17850' })
  })

  test('says that its pounds are taken as the shop’s currency', async () => {
    const path = folder.write('pounds.csv', `${HEADER}5,1,x,1,2010-12-01,1,,France\n`)
    expect((await readFile(path, { currency: 'CNY' })).source.description.warnings.join()).toContain('GBP')
    expect((await readFile(path, { currency: 'GBP' })).source.description.warnings).toEqual([])
  })
})

describe('cdnow', () => {
  const master =
    ' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n' +
    ' 00002 19970112  5   77.00\r\n 00003 19970102  3    0.00\r\n 00003 19970330  7   20.00\r\n'

  test('each purchase is an order of CDs, two of a day are two orders, and value 0 counts', async () => {
    const { source, values } = await readFile(folder.write('CDNOW_master.txt', master))
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'cdnow', countsZeroOrders: true })
    expect(values.map(({ order_id: id, quantity, unit_price: price }) => [id, quantity, price])).toEqual([
      ['00001-19970101-1', 1, '11.77'],
      ['00002-19970112-1', 1, '12'],
      ['00002-19970112-2', 5, '15.4'],
      ['00003-19970102-1', 3, '0'],
      ['00003-19970330-1', 7, '2.857143'],
    ])
    expect(values[0]).toMatchObject({ product_id: 'CD', customer_id: '00001', ordered_at: at(1997, 1, 1) })
  })

  test('the sample has no header and names the same customers and orders', async () => {
    const sample =
      ' 00001 0001 19970101  1   11.77\r\n 00002 0002 19970112  1   12.00\r\n 00002 0002 19970112  5   77.00\r\n'
    const { source, values } = await readFile(folder.write('CDNOW_sample.txt', sample))
    expect(source.description).toMatchObject({ preset: 'cdnow', hasHeader: false })
    expect(values.map((value) => value['order_id'])).toEqual([
      '00001-19970101-1',
      '00002-19970112-1',
      '00002-19970112-2',
    ])
  })

  test('units times the unit price are the purchase’s cents again, for any purchase', () => {
    const shaper = PRESETS.find(({ name }) => name === 'cdnow')?.layouts[0]?.shaper?.({
      columns: ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
      companion: null,
    })
    for (let units = 1; units <= 99; units++) {
      for (let cents = 0; cents < 5000; cents += 37) {
        const shaped = shaper?.shape(['1', '19970101', String(units), (cents / 100).toFixed(2)])
        expect(Math.round(Number(shaped?.[3]) * Number(shaped?.[4]) * 100)).toBe(cents)
      }
    }
  })
})

describe('movielens', () => {
  test('ratings are reviews', async () => {
    const { source, values } = await readFile(
      folder.write('u.data', '196\t242\t3\t881250949\n186\t302\t3\t891717742\n'),
    )
    expect(source.description).toMatchObject({ kind: 'reviews', preset: 'movielens' })
    expect(values[0]).toEqual({
      review_id: '196:242',
      customer_id: '196',
      product_id: '242',
      rating: 3,
      written_at: 881_250_949_000,
    })
  })

  test('films are products, users customers', async () => {
    const genres = '0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0'
    const films = await readFile(folder.write('u.item', `1|Toy Story (1995)|01-Jan-1995||http://x|${genres}\n`))
    expect(films.values).toEqual([
      { product_id: '1', name: 'Toy Story (1995)', category: 'Animation', created_at: at(1995, 1, 1) },
    ])
    const users = await readFile(folder.write('u.user', '1|24|M|technician|85711\n2|70|F|other|94043\n'))
    expect(users.source.description.kind).toBe('customers')
    expect(users.values).toEqual([
      { customer_id: '1', age_band: '18-24', gender: 'male', attributes: '{"occupation":"technician"}' },
      { customer_id: '2', age_band: '65+', gender: 'female', attributes: '{"occupation":"other"}' },
    ])
  })
})

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

describe('segment', () => {
  const calls = [
    {
      type: 'track',
      event: 'Product Added',
      messageId: 'm1',
      anonymousId: 'a1',
      timestamp: '2026-06-30T10:00:00.000Z',
      properties: { product_id: 'p1', category: 'Tea', price: 12.5, position: 3, email: 'ann@example.com' },
      context: {
        campaign: { name: 'summer', source: 'newsletter' },
        page: { url: 'https://shop.example/p1?q=tea&email=ann%40example.com&ref=ann@example.com#x' },
        userAgent: 'Mozilla/5.0 (iPhone)',
        library: { name: 'analytics.js' },
      },
    },
    {
      type: 'identify',
      messageId: 'm2',
      anonymousId: 'a1',
      userId: 'c1',
      timestamp: '2026-06-30T10:01:00Z',
      traits: { email: 'ann@example.com', name: 'Ann' },
    },
    { type: 'page', name: 'Home', messageId: 'm3', anonymousId: 'a1', userId: 'c1', timestamp: '2026-06-30T10:02:00Z' },
    {
      type: 'track',
      event: 'Order Completed',
      messageId: 'm4',
      anonymousId: 'a1',
      userId: 'c1',
      timestamp: '2026-06-30T10:03:00Z',
      properties: { order_id: 'o1', revenue: 25, products: [{ product_id: 'p1' }, { product_id: 'p2' }] },
    },
    { type: 'group', messageId: 'm5', anonymousId: 'a1', groupId: 'g' },
    { type: 'track', messageId: 'm6', anonymousId: 'a1', timestamp: '2026-06-30T10:03:00Z' },
  ]
  const path = folder.write('calls.jsonl', calls.map((call) => JSON.stringify(call)).join('\n'))

  test('calls become events of the shop’s vocabulary', async () => {
    const { source, values, rejected } = await readFile(path)
    expect(source.description).toMatchObject({ kind: 'events', preset: 'segment', format: 'jsonl' })
    expect(values.map((value) => [value['name'], value['message_id']])).toEqual([
      ['add_to_cart', 'm1'],
      ['signed_in', 'm2'],
      ['page', 'm3'],
      ['pay', 'm4'],
    ])
    expect(values[0]).toMatchObject({
      anonymous_id: 'a1',
      product_id: 'p1',
      category: 'Tea',
      value: '12.5',
      position: 3,
      campaign: 'summer',
      source: 'newsletter',
      device: 'mobile',
      channel: 'web',
      url: 'https://shop.example/p1?q=tea',
      occurred_at: at(2026, 6, 30, 10),
    })
    expect(values[3]).toMatchObject({ order_id: 'o1', value: '25', customer_id: 'c1' })
    expect(values[3]).not.toHaveProperty('product_id')
    expect(rejected).toMatchObject([{ reason: 'unknown_call', line: 6 }])
  })

  test('who a person is does not travel with events', async () => {
    const { values } = await readFile(path)
    expect(JSON.stringify(values)).not.toContain('ann@example.com')
    expect(JSON.stringify(values)).not.toContain('Ann')
  })
})
