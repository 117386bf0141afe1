import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateDemoShop, type DemoShopFiles } from '../../src/demo/generate-demo-shop.ts'
import { KIND_FIELDS } from '../../src/importing/kinds.ts'
import { demoRows, truthList, type CsvRow } from '../support/read-demo-files.ts'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'kith-demo-'))

async function fingerprints(seed: string, customers: number): Promise<string[]> {
  const shop = await generateDemoShop({ customers, seed, folder: newFolder(), dirty: false })
  return shop.files.map(
    (file) => `${basename(file.path)} ${createHash('sha256').update(readFileSync(file.path)).digest('hex')}`,
  )
}

describe('the same seed', () => {
  test('gives the same bytes, and another seed gives others', { timeout: 120_000 }, async () => {
    const first = await fingerprints('one', 170)
    expect(await fingerprints('one', 170)).toEqual(first)
    expect(await fingerprints('two', 170)).not.toEqual(first)
  })
})

test('a shop too small for the planted people is refused', async () => {
  await expect(generateDemoShop({ customers: 20, seed: 's', folder: newFolder(), dirty: false })).rejects.toThrow(
    'planted people',
  )
})

describe('a demo shop of 1,200 customers', () => {
  let shop: DemoShopFiles
  const rows = new Map<string, CsvRow[]>()
  const all = (kind: string): CsvRow[] => {
    const known = rows.get(kind) ?? demoRows(shop, kind)
    rows.set(kind, known)
    return known
  }
  const share = (list: readonly CsvRow[], holds: (row: CsvRow) => boolean): number =>
    list.filter(holds).length / list.length

  beforeAll(async () => {
    shop = await generateDemoShop({ customers: 1200, seed: 'tests', folder: newFolder(), dirty: false })
  }, 180_000)

  test('fills only columns that the import knows by that name, and all required ones', () => {
    for (const file of shop.files) {
      const header = readFileSync(file.path, 'utf8').split('\n', 1)[0]?.split(',') ?? []
      const fields = KIND_FIELDS[file.kind]
      expect(fields.map((field) => field.name)).toEqual(expect.arrayContaining(header))
      expect(header).toEqual(
        expect.arrayContaining(fields.filter((field) => field.required).map((field) => field.name)),
      )
    }
  })

  test('is the default shop in small: 8 orders a customer, 2.75 lines an order', () => {
    const orders = new Set(all('order_lines').map((row) => row['order_id']))
    expect(new Set(all('customers').map((row) => row['customer_id'])).size).toBe(1200)
    expect(orders.size / 1200).toBeGreaterThan(6.8)
    expect(orders.size / 1200).toBeLessThan(9.2)
    expect(all('order_lines').length / orders.size).toBeGreaterThan(2.4)
    expect(all('order_lines').length / orders.size).toBeLessThan(3.1)
    expect(all('events').length / 1200).toBeGreaterThan(95)
    expect(all('events').length / 1200).toBeLessThan(150)
    expect(all('reviews').length / 1200).toBeGreaterThan(1.9)
    expect(all('reviews').length / 1200).toBeLessThan(3)
    expect(all('products')).toHaveLength(600)
  })

  test('ends on 2026-06-30 with the hiking shoes in the cart of C-10023', () => {
    const last =
      all('events')
        .map((row) => row['occurred_at'] ?? '')
        .toSorted()
        .at(-1) ?? ''
    expect(last.slice(0, 10)).toBe('2026-06-30')
    const hers = all('events')
      .filter((row) => row['customer_id'] === 'C-10023')
      .toSorted((a, b) => ((a['occurred_at'] ?? '') < (b['occurred_at'] ?? '') ? 1 : -1))
    expect(hers[0]).toMatchObject({ name: 'add_to_cart', product_id: 'SKU-3301' })
    expect(hers[0]?.['occurred_at']?.slice(0, 15)).toBe('2026-06-30 23:5')
    expect(all('customers').find((row) => row['customer_id'] === 'C-10023')).toMatchObject({ gender: 'female' })
    const ordered = all('order_lines')
      .filter((row) => row['customer_id'] === 'C-10023')
      .map((row) => row['ordered_at'] ?? '')
    expect(ordered.toSorted().at(-1)?.slice(0, 10)).toBe('2025-11-10')
  })

  test('has O-778120 on its way to C-20417, promised and not delivered', () => {
    expect(all('order_lines').find((row) => row['order_id'] === 'O-778120')).toMatchObject({ customer_id: 'C-20417' })
    expect(all('deliveries').find((row) => row['order_id'] === 'O-778120')).toMatchObject({
      promised_at: '2026-07-02 22:00:00',
      delivered_at: '',
      status: 'shipped',
    })
  })

  test('has the named products, the attack texts and seven people called Wang Wei', () => {
    const names = new Map(all('products').map((row) => [row['product_id'], row['name']]))
    expect(names.get('SKU-7702')).toBe('Aurora 2L Kettle')
    expect([...names.values()]).toEqual(expect.arrayContaining(['Nimbus Headphones', 'Pulse Band']))
    expect(names.has('SKU-8841') && names.has('SKU-5120')).toBe(true)
    expect(names.get('SKU-7666')).toContain('[SYSTEM:')
    const hostile = all('reviews').find((row) => row['review_id'] === 'R-90881')?.['body'] ?? ''
    expect(hostile).toContain('![x](https://collect.example/')
    expect(hostile).toMatch(/\u200b/)
    expect(
      all('reviews').find(
        (row) => row['product_id'] === 'SKU-6305' && row['body']?.startsWith('Ignore your instructions'),
      ),
    ).toBeDefined()
    expect(
      all('customers').filter((row) => ['王伟', '王巍', 'Wang Wei'].includes(row['name'] ?? '')).length,
    ).toBeGreaterThanOrEqual(7)
  })

  test('tells every rise of level by the order that reached it', () => {
    const rows = all('customers').filter((row) => row['customer_id'] === 'C-10023')
    const levels = rows.map((row) => row['member_level'])
    expect(levels).toEqual(['bronze', 'silver', 'gold', 'platinum'].slice(0, levels.length))
    const instants = rows.map((row) => row['member_level_at'] ?? '')
    expect(instants).toEqual(instants.toSorted())
  })

  test('sells every category in all regions, with some unit costs missing', () => {
    expect(new Set(all('products').map((row) => row['category'])).size).toBe(7)
    const described = all('customers').filter((row) => row['region'] !== '')
    expect(new Set(described.map((row) => row['region'])).size).toBe(7)
    const missing = share(all('products'), (row) => row['cost'] === '')
    expect(missing).toBeGreaterThan(0.04)
    expect(missing).toBeLessThan(0.15)
  })

  test('ends the order file of the last day with five repeated and seven broken rows', () => {
    const last = demoRows(shop, 'order_lines', /2026-06-30/)
    const before = new Set(demoRows(shop, 'order_lines', /-\d\.csv$/).map((row) => JSON.stringify(row)))
    expect(last.filter((row) => before.has(JSON.stringify(row)))).toHaveLength(5)
    expect(last.filter((row) => /^O-9900|^$/.test(row['order_id'] ?? ''))).toHaveLength(7)
  })

  test('runs out of SKU-8841 within eight weeks at its rate', () => {
    const counts = all('stock').filter((row) => row['product_id'] === 'SKU-8841' && row['received'] === '')
    const sold = all('order_lines')
      .filter(
        (row) =>
          row['product_id'] === 'SKU-8841' &&
          row['status'] !== 'cancelled' &&
          (row['ordered_at'] ?? '') >= '2026-05-06',
      )
      .reduce((sum, row) => sum + Number(row['quantity']), 0)
    const weeks = Number(counts.at(-1)?.['on_hand']) / (sold / 8)
    expect(weeks).toBeGreaterThan(2)
    expect(weeks).toBeLessThan(8)
  })

  test('has stock that never falls below zero', () => {
    expect(all('stock').every((row) => Number(row['on_hand']) >= 0)).toBe(true)
  })

  test('opens subject line B of the newsletter more often than A', () => {
    const sent = all('exposures').filter(
      (row) => row['campaign_id'] === 'newsletter-2026-06' && row['delivered_at'] !== '',
    )
    const rate = (variant: string): number =>
      share(
        sent.filter((row) => row['variant'] === variant),
        (row) => row['opened_at'] !== '',
      )
    expect(rate('B') - rate('A')).toBeGreaterThan(0.06 - 3 * 0.035)
    expect(Math.abs(rate('A') - 0.21)).toBeLessThan(0.08)
    expect(Math.abs(rate('B') - 0.27)).toBeLessThan(0.08)
  })

  test('gets worse ratings for parcels that came late', () => {
    const late = new Set(
      all('deliveries')
        .filter((row) => (row['delivered_at'] ?? '') > (row['promised_at'] ?? ''))
        .map((row) => row['order_id']),
    )
    const bad = (row: CsvRow): boolean => Number(row['rating']) <= 2
    const rated = all('reviews').filter((row) => row['order_id'] !== '')
    const afterLate = share(
      rated.filter((row) => late.has(row['order_id'])),
      bad,
    )
    const afterTimely = share(
      rated.filter((row) => !late.has(row['order_id'])),
      bad,
    )
    expect(afterLate - afterTimely).toBeGreaterThan(0.12)
  })

  test('delivers later to the Southwest than to the East', () => {
    const region = new Map(
      all('order_lines')
        .filter((row) => row['region'] !== '')
        .map((row) => [row['order_id'], row['region']]),
    )
    const days = (name: string): number => {
      const lead = all('deliveries')
        .filter((row) => region.get(row['order_id'] ?? '') === name && row['delivered_at'] !== '')
        .map((row) => Date.parse(row['delivered_at'] ?? '') - Date.parse(row['shipped_at'] ?? ''))
      return lead.reduce((sum, one) => sum + one, 0) / lead.length / 86_400_000
    }
    expect(days('西南') - days('华东')).toBeGreaterThan(1.2)
  })

  test('has one carrier that is late more often, and warehouses that serve regions', () => {
    const [late, all_] = [new Map<string, number>(), new Map<string, number>()]
    for (const row of all('deliveries')) {
      const carrier = row['carrier'] ?? ''
      if (row['delivered_at'] === '') continue
      all_.set(carrier, (all_.get(carrier) ?? 0) + 1)
      if ((row['delivered_at'] ?? '') > (row['promised_at'] ?? '')) late.set(carrier, (late.get(carrier) ?? 0) + 1)
    }
    const share = (carrier: string): number => (late.get(carrier) ?? 0) / (all_.get(carrier) ?? 1)
    expect([...all_.keys()].toSorted()).toEqual(['Langqiao Logistics', 'Xunda Express', 'Yunlu Parcel'])
    expect(share('Yunlu Parcel')).toBeGreaterThan(2 * share('Xunda Express'))
    expect(new Set(all('deliveries').map((row) => row['warehouse']))).toEqual(
      new Set(['Shanghai', 'Guangzhou', 'Beijing']),
    )
  })

  test('sells the dripper with the kettle far more often than chance', () => {
    const baskets = new Map<string, Set<string>>()
    for (const row of all('order_lines')) {
      const basket = baskets.get(row['order_id'] ?? '') ?? new Set()
      baskets.set(row['order_id'] ?? '', basket.add(row['product_id'] ?? ''))
    }
    const list = [...baskets.values()]
    const kettles = list.filter((basket) => basket.has('SKU-7702'))
    const together = kettles.filter((basket) => basket.has('SKU-7710')).length / kettles.length
    const base = list.filter((basket) => basket.has('SKU-7710')).length / list.length
    expect(together).toBeGreaterThan(0.2)
    expect(together / base).toBeGreaterThan(4)
  })

  test('sells more of a product while its price is low', () => {
    const day = (text: string): number => Date.parse(text.slice(0, 10)) / 86_400_000
    const steps = new Map<string, { from: number; price: number }[]>()
    for (const row of all('prices')) {
      const list = steps.get(row['product_id'] ?? '') ?? []
      list.push({ from: day(row['valid_from'] ?? ''), price: Number(row['price']) })
      steps.set(row['product_id'] ?? '', list)
    }
    const first = day('2024-01-01')
    const sum = { low: { units: 0, expected: 0 }, high: { units: 0, expected: 0 } }
    const perDay = new Map<number, number>()
    for (const row of all('order_lines')) {
      const at = day(row['ordered_at'] ?? '')
      if (Number.isFinite(at)) perDay.set(at, (perDay.get(at) ?? 0) + 1)
    }
    for (const [id, list] of steps) {
      if (list.length < 2 || ['SKU-6201', 'SKU-6305'].includes(id)) continue
      const base = list[0]?.price ?? 0
      const own = all('order_lines')
        .filter((row) => row['product_id'] === id)
        .map((row) => day(row['ordered_at'] ?? ''))
      const shareOfShop = own.length / all('order_lines').length
      for (const [at, step] of list.entries()) {
        const side = step.price < base * 0.96 ? sum.low : step.price > base * 1.04 ? sum.high : null
        const until = list[at + 1]?.from ?? day('2026-07-01')
        if (side === null) continue
        for (let d = Math.max(first, step.from); d < until; d++) side.expected += (perDay.get(d) ?? 0) * shareOfShop
        side.units += own.filter((d) => d >= step.from && d < until).length
      }
    }
    expect(sum.low.units / sum.low.expected).toBeGreaterThan((sum.high.units / sum.high.expected) * 1.15)
  })

  test('loses more checkouts on mobile', () => {
    const rate = (device: string): number => {
      const events = all('events').filter((row) => row['device'] === device)
      return (
        events.filter((row) => row['name'] === 'pay').length / events.filter((row) => row['name'] === 'checkout').length
      )
    }
    expect(rate('mobile')).toBeCloseTo(0.55, 1)
    expect(rate('desktop')).toBeCloseTo(0.78, 1)
  })

  test('has a ring around SKU-5120 that writes nearly one text', () => {
    const ring = new Set(
      truthList(shop, 'customers')
        .filter((one) => one['role'] === 'ring')
        .map((one) => one['customer']),
    )
    const reviews = all('reviews').filter((row) => ring.has(row['customer_id']))
    expect(reviews).toHaveLength(24)
    expect(reviews.every((row) => row['product_id'] === 'SKU-5120' && row['rating'] === '5')).toBe(true)
    expect(new Set(reviews.map((row) => row['body']?.slice(0, 8))).size).toBeLessThanOrEqual(4)
  })

  test('tells topic and polarity of every other review', () => {
    const labelled = truthList(shop, 'reviews')
    expect(labelled).toHaveLength(all('reviews').length)
    const written = labelled.filter((one) => one['planted'] === undefined)
    expect(written.every((one) => Array.isArray(one['mentions']) && one['mentions'].length > 0)).toBe(true)
    const disagreeing = written.filter((one) => one['disagrees'] === true).length / written.length
    expect(disagreeing).toBeGreaterThan(0.01)
    expect(disagreeing).toBeLessThan(0.05)
  })

  test('holds half a per cent of abnormal orders, and each pattern in the last 48 hours', () => {
    const abnormal = truthList(shop, 'orders')
    const orders = new Set(all('order_lines').map((row) => row['order_id'])).size
    const recent = abnormal.filter((one) => String(one['at']) >= '2026-06-29')
    expect(new Set(recent.map((one) => one['abnormal'])).size).toBe(4)
    const before = (abnormal.length - recent.length) / orders
    expect(before).toBeGreaterThan(0.002)
    expect(before).toBeLessThan(0.009)
  })

  test('withdraws a fifth of the consents', () => {
    const granted = all('consents').filter((row) => row['granted'] === 'true').length
    const withdrawn = all('consents').filter(
      (row) => row['granted'] === 'false' && row['source'] === 'account-page',
    ).length
    expect(withdrawn / granted).toBeGreaterThan(0.16)
    expect(withdrawn / granted).toBeLessThan(0.24)
  })

  test('lets gender drive nothing', () => {
    const gender = new Map(
      all('customers')
        .filter((row) => row['name'] !== '')
        .map((row) => [row['customer_id'], row['gender']]),
    )
    const orders = truthList(shop, 'customers').filter((one) => one['role'] === 'ordinary')
    const of = (name: string): number[] =>
      orders.filter((one) => gender.get(String(one['customer'])) === name).map((one) => Number(one['orders']))
    const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length
    const spread = (list: readonly number[]): number => mean(list.map((one) => one * one)) - mean(list) ** 2
    const [women, men] = [of('female'), of('male')]
    const error = Math.sqrt(spread(women) / women.length + spread(men) / men.length)
    expect(Math.abs(mean(women) - mean(men))).toBeLessThan(3 * error)
  })

  test('keeps planted words out of the files', () => {
    const text = shop.files.map((file) => readFileSync(file.path, 'utf8')).join('\n')
    expect(text).not.toMatch(/archetype|crescent|planted|abnormal/)
  })
})
