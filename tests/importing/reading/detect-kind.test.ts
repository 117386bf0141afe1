import { afterAll, describe, expect, test } from 'vitest'
import { IMPORT_KINDS, KIND_FIELDS, type FieldType, type ImportKind } from '../../../src/importing/kinds.ts'
import { synonymsOf, normalizeName } from '../../../src/importing/reading/field-synonyms.ts'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const CELL: Readonly<Record<FieldType, string>> = {
  id: 'x1',
  text: 'word',
  instant: '2026-06-30 10:00:00',
  date: '2026-06-30',
  money: '12.5',
  decimal: '0.25',
  integer: '3',
  boolean: 'yes',
  currency: 'EUR',
  identifier: 'somebody',
  json: '{}',
}

const fileOf = (name: string, kind: ImportKind, wanted: (required: boolean) => boolean): string => {
  const fields = KIND_FIELDS[kind].filter((field) => wanted(field.required))
  return folder.write(
    name,
    `${fields.map((field) => field.name).join('\t')}\n${fields.map((field) => CELL[field.type]).join('\t')}\n`,
  )
}

describe('every kind is told by its own field names', () => {
  test.each(IMPORT_KINDS)('%s, all fields', async (kind) => {
    const { source, records, rejected } = await readFile(fileOf('upload.tsv', kind, () => true))
    expect(rejected).toEqual([])
    expect(source.description.kind).toBe(kind)
    const expected = KIND_FIELDS[kind].map((field) => field.name)
    expect(source.description.mapping).toEqual(Object.fromEntries(expected.map((name) => [name, name])))
    expect(Object.keys(records[0]?.values ?? {}).toSorted()).toEqual(expected.toSorted())
  })

  test.each(IMPORT_KINDS.filter((kind) => !['customers', 'deliveries'].includes(kind)))(
    '%s, the required fields in a file of that name',
    async (kind) => {
      const path = fileOf(`${kind}-2026.tsv`, kind, (required) => required)
      const kinds = await readFile(path, kind === 'orders' ? { kind } : {})
      expect(kinds.source.description.kind).toBe(kind)
    },
  )

  test.each(IMPORT_KINDS)('%s, as asked', async (kind) => {
    const { source, records } = await readFile(
      fileOf('asked.tsv', kind, (required) => required),
      { kind },
    )
    expect(source.description.kind).toBe(kind)
    expect(records).toHaveLength(1)
  })
})

test('every synonym is written as names are compared', () => {
  for (const kind of IMPORT_KINDS) {
    for (const { name } of KIND_FIELDS[kind]) {
      for (const synonym of synonymsOf(kind, name)) expect(normalizeName(synonym)).toBe(synonym)
    }
  }
})

describe('headers of real shops', () => {
  test.each<[string, string, ImportKind, Record<string, string>]>([
    [
      '订单号,下单时间,商品编号,商品名称,数量,单价,客户编号,收货省份,支付方式',
      'A1,2026年6月30日 10:05,P1,茶,2,¥12.50,C1,浙江,微信',
      'order_lines',
      {
        order_id: '订单号',
        ordered_at: '下单时间',
        unit_price: '单价',
        customer_id: '客户编号',
        region: '收货省份',
        payment: '支付方式',
      },
    ],
    [
      '订单编号,下单时间,金额,客户编号,订单状态',
      'A1,2026-06-30,99,C1,已完成',
      'orders',
      { order_id: '订单编号', total: '金额', status: '订单状态' },
    ],
    [
      '会员编号,姓名,手机号,注册时间,性别,城市,会员等级',
      'C1,王伟,13800000000,2025-01-01,男,杭州,金卡',
      'customers',
      { customer_id: '会员编号', name: '姓名', phone: '手机号', created_at: '注册时间', member_level: '会员等级' },
    ],
    [
      '商品编号,商品名称,类目,品牌,售价,成本',
      'P1,茶,饮料,某牌,12,5',
      'products',
      { product_id: '商品编号', name: '商品名称', category: '类目', price: '售价', cost: '成本' },
    ],
    [
      '评论编号,商品编号,评分,评价内容,评价时间',
      'R1,P1,5,好,2026-06-30',
      'reviews',
      { review_id: '评论编号', rating: '评分', body: '评价内容', written_at: '评价时间' },
    ],
    [
      'Order ID,Order Date,SKU,Qty,Price,Client ID',
      '1,2026-06-30,a,1,2.5,c',
      'order_lines',
      { order_id: 'Order ID', product_id: 'SKU', quantity: 'Qty', unit_price: 'Price', customer_id: 'Client ID' },
    ],
    [
      'id,Full Name,E-mail,Sign-up date,Country',
      '1,Ann Lee,ann@example.com,2025-01-01,UK',
      'customers',
      { customer_id: 'id', name: 'Full Name', email: 'E-mail', country: 'Country' },
    ],
    [
      'event,timestamp,user_id,visitor_id,sku',
      'view,2026-06-30T10:00:00Z,u1,v1,p1',
      'events',
      {
        name: 'event',
        occurred_at: 'timestamp',
        customer_id: 'user_id',
        anonymous_id: 'visitor_id',
        product_id: 'sku',
      },
    ],
    [
      'Refund date,Order ID,SKU,Qty,Refund amount,Return reason',
      '2026-06-30,1,a,1,2.5,broken',
      'returns',
      { returned_at: 'Refund date', amount: 'Refund amount', reason: 'Return reason' },
    ],
  ])('%s', async (header, row, kind, mapping) => {
    const { source, rejected } = await readFile(folder.write('export.csv', `${header}\n${row}\n`))
    expect(source.description.kind).toBe(kind)
    expect(source.description.mapping).toMatchObject(mapping)
    expect(rejected).toEqual([])
  })
})

describe('mapping by hand and by value', () => {
  const rows = 'A;B;C;D;E\no1;p1;2;3.5;2026-06-30\no2;p2;1;4;2026-06-29\n'

  const lines = (columns: string, rows: readonly string[]): string =>
    folder.write('orders march.csv', `${columns}\n${rows.join('\n')}\n`)

  test('lines of orders are no orders, whatever the file is called', async () => {
    const { source, records } = await readFile(
      lines('Order No;Order Date;Customer No;Article;Description;Group;Qty;Price', [
        '5001;01.12.2025;KD0152;TEA-02;"Oolong 100 g";tea;3;12,50',
        '5001;01.12.2025;KD0152;CUP-01;"Cup; small";ware;1;9,00',
      ]),
    )
    expect(source.description.kind).toBe('order_lines')
    expect(records.map(({ values }) => [values['product_id'], values['unit_price'], values['category']])).toEqual([
      ['TEA-02', '12.5', 'tea'],
      ['CUP-01', '9', 'ware'],
    ])
  })

  test('and where nothing names the product, what is missing is said instead of dropping all lines but one', async () => {
    const file = lines('Order No;Order Date;Customer No;E-Mail;Qty;City', [
      '5001;01.12.2025;KD0152;k152@example.org;3;Wien',
      '5001;01.12.2025;KD0152;k152@example.org;1;Wien',
    ])
    await expect(readFile(file)).rejects.toThrow(/order_lines.*(product_id|unit_price)/s)
  })

  test('columns that no field takes are named, and orders without amounts are', async () => {
    const { source } = await readFile(
      folder.write('orders.csv', 'order_id,ordered_at,customer_id,mood\nO-1,2026-06-30,C-1,good\n'),
    )
    expect(source.description.warnings.map(({ en }) => en).join('\n')).toMatch(/--map total=COLUMN[\s\S]*mood/)
  })

  test('--map tells the kind too', async () => {
    const { source, values } = await readFile(folder.write('letters.csv', `no${rows.slice(1)}`), {
      mapping: { order_id: 'no', product_id: 'B', quantity: 'C', unit_price: '#4' },
    })
    expect(source.description).toMatchObject({ kind: 'order_lines', mapping: { order_id: 'no', unit_price: 'D' } })
    expect(values[0]).toMatchObject({ order_id: 'o1', product_id: 'p1', quantity: 2, unit_price: '3.5' })
  })

  test('the only other column of dates is the date of the fact, and it is said', async () => {
    const { source, values } = await readFile(folder.write('dates.csv', `order_id;sku;qty;price;foo${rows.slice(9)}`))
    expect(source.description.mapping['ordered_at']).toBe('foo')
    expect(source.description.reasons.map(({ en }) => en).join()).toContain('the only other column of dates')
    expect(values[0]?.['ordered_at']).toBe(Date.UTC(2026, 5, 30))
  })

  test('customers known by their e-mail are not given it as an id', async () => {
    const { source, values } = await readFile(
      folder.write(
        'mails.csv',
        'order_id,ordered_at,sku,qty,price,customer_id\no1,2026-06-30,p1,1,2,ann@example.com\n',
      ),
    )
    expect(source.description.mapping).toMatchObject({ customer_email: 'customer_id' })
    expect(values[0]).toMatchObject({ customer_email: 'ann@example.com' })
    expect(values[0]).not.toHaveProperty('customer_id')
  })

  test('two columns of dates are a doubt, and a doubt maps nothing', async () => {
    const { source } = await readFile(
      folder.write('doubt.csv', 'order_id,sku,qty,price,foo,bar\no1,p1,1,2,2026-06-30,2026-06-29\n'),
    )
    expect(source.description.mapping['ordered_at']).toBeUndefined()
    expect(source.description.warnings.map(({ en }) => en).join()).toContain('date of their order')
  })

  test('a file without a header is mapped by position', async () => {
    const { values, source } = await readFile(folder.write('bare.csv', rows.slice(10)), {
      kind: 'order_lines',
      mapping: { order_id: '#1', product_id: '#2', quantity: '#3', unit_price: '#4', ordered_at: '#5' },
    })
    expect(source.description.hasHeader).toBe(false)
    expect(values).toHaveLength(2)
  })

  test.each([
    ['nothing that we know', 'label,words\n1,fine\n0,poor\n', 'shows no kind of data'],
    ['clicks without a name for the event', 'SessionId,ItemId,Time\n1,2,2014-04-07T10:51:09Z\n', 'for name'],
    [
      'an id and a date are no review',
      'ID,Education,When,Income\n1,PhD,2014-04-07,5\n2,PhD,2014-04-08,6\n',
      'shows no kind',
    ],
  ])('%s is not taken for something else', async (_name, content, words) => {
    await expect(readFile(folder.write('vague.csv', content))).rejects.toThrow(words)
  })

  test('a file that could be two kinds asks which', async () => {
    const path = folder.write(
      'either.csv',
      'product_id,valid_from,price,seen_at,competitor,date,name,value\na,2026-06-30,1,2026-06-30,b,2026-06-30,c,1\n',
    )
    const { source } = await readFile(path, { kind: 'prices' })
    expect(source.description.kind).toBe('prices')
  })
})
