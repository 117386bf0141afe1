import { describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { queryMetrics, type QueryMetricsInput } from '../../../src/services/metrics/query-metrics.ts'
import type { Store } from '../../../src/store/open.ts'
import { campaignExposures, campaigns, customers, products, sessions } from '../../../src/store/schema/index.ts'
import { rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const contextOf = (store: Store, asOf: string, firstDay: string, rest: Partial<ServiceContext> = {}): ServiceContext =>
  testContext(store, asOf, {
    frame: { asOfDay: dayOfDate(asOf), weekStart: 1, firstDay: dayOfDate(firstDay) },
    ...rest,
  })

const store = makeShop({
  orders: [
    { customer: 'C-1', at: '2026-04-03', country: 'France', grossMinor: 40_000 },
    { customer: 'C-1', at: '2026-06-05', country: 'France', grossMinor: 10_000, coupon: 'SPRING' },
    { customer: 'C-2', at: '2026-06-07', country: 'Spain', grossMinor: 20_000 },
    { customer: 'C-2', at: '2026-05-09', country: 'Spain', grossMinor: 5_000 },
    { customer: 'C-3', at: '2026-06-11', country: 'Italy', grossMinor: 20_000 },
    { customer: 'C-4', at: '2026-06-12', country: 'Norway', grossMinor: 3_000 },
    { customer: null, at: '2026-06-20', country: 'France', grossMinor: 2_000 },
    {
      customer: 'C-5',
      at: '2026-06-21',
      country: 'Spain',
      grossMinor: 9_000,
      status: 'cancelled',
      cancelledAt: Date.parse('2026-06-25T09:00:00Z'),
    },
    { customer: 'C-6', at: '2026-06-22', country: 'Spain', grossMinor: 7_000, flag: 'test' },
  ],
  returns: [{ customer: 'C-1', at: '2026-06-28', amountMinor: 1_000, order: 'O-0' }],
})
rebuildRollups(store)
const ctx = contextOf(store, '2026-06-30', '2026-04-03')
const ask = (input: QueryMetricsInput, asked: ServiceContext = ctx) => queryMetrics({ ctx: asked, input })
const factsOf = (input: QueryMetricsInput, asked: ServiceContext = ctx): Map<string, number | string | null> =>
  new Map(ask(input, asked).facts.map((fact) => [fact.id, fact.value]))

describe('totals', () => {
  test('net revenue is gross minus returns dated in the period, whenever the order was', () => {
    const facts = factsOf({ metrics: ['net_revenue', 'gross_revenue', 'returns'], period: '2026-06' })
    expect([facts.get('gross_revenue'), facts.get('returns'), facts.get('net_revenue')]).toEqual([550, 10, 540])
  })

  test('a quotient shows what it is made of', () => {
    const facts = factsOf({ metrics: ['aov'], period: '2026-06' })
    expect([facts.get('net_revenue'), facts.get('orders'), facts.get('aov')]).toEqual([540, 5, 108])
  })

  test('orders that name nobody count for the shop and for no customer, and the answer says so', () => {
    const result = ask({ metrics: ['orders', 'customers', 'arpu'], period: '2026-06' })
    expect(result.data.total).toEqual({ orders: 5, customers: 4, arpu: 130 })
    expect(result.evidence.rows_left_out).toEqual({ cancelled: 1, test: 1, without_customer: 1 })
    expect(result.warnings).toEqual(['1 orders name no customer and are in no figure about customers.'])
  })

  test('an earlier as-of sees the order that was cancelled after it, and not the return after it', () => {
    const earlier = contextOf(store, '2026-06-24', '2026-04-03')
    expect(ask({ metrics: ['net_revenue', 'orders'], period: '2026-06' }, earlier).data.total).toEqual({
      net_revenue_minor: 64_000,
      orders: 6,
    })
  })

  test('without a period it takes all data and names the dates', () => {
    const { data, warnings } = ask({ metrics: ['orders'] })
    expect(data.period).toEqual({ from: '2026-04-03', to: '2026-07-01', name: 'all' })
    expect(warnings).toEqual(['No period was named, so 2026-04-03 .. 2026-06-30 (all) was taken.'])
  })

  test('nothing to divide by is no figure, not zero', () => {
    expect(ask({ metrics: ['aov'], period: '2026-06-01' }).data.total).toEqual({ aov: null })
  })
})

describe('top lists', () => {
  test('the rest is a row of its own and the rows add up to the total; equal values stand in the order of names', () => {
    const { data } = ask({ metrics: ['net_revenue'], dimensions: ['country'], limit: 2, period: '2026-06' })
    expect(data.rows).toEqual([
      { country: 'Italy', net_revenue_minor: 20_000 },
      { country: 'Spain', net_revenue_minor: 20_000 },
      { country: null, is_rest: true, net_revenue_minor: 14_000 },
    ])
    expect(data.total).toEqual({ net_revenue_minor: 54_000 })
  })

  test('the rest of a count of people counts each of them once', () => {
    const twice = makeShop({
      orders: [
        { customer: 'C-1', at: '2026-06-01', country: 'A' },
        { customer: 'C-1', at: '2026-06-02', country: 'B' },
        { customer: 'C-1', at: '2026-06-03', country: 'C' },
        { customer: 'C-2', at: '2026-06-03', country: 'A' },
      ],
    })
    const { data } = ask(
      { metrics: ['customers'], dimensions: ['country'], limit: 1 },
      contextOf(twice, '2026-06-30', '2026-06-01'),
    )
    expect(data.rows).toEqual([
      { country: 'A', customers: 2 },
      { country: null, is_rest: true, customers: 1 },
    ])
    expect(data.total).toEqual({ customers: 2 })
  })

  test('asc begins with the lowest', () => {
    const { data } = ask({ metrics: ['orders'], dimensions: ['country'], order: 'asc', period: '2026-06' })
    expect(data.rows.map((row) => row['country'])).toEqual(['Italy', 'Norway', 'Spain', 'France'])
  })

  test('a discount on a whole order is a row beside the products, so that the split adds up', () => {
    const discounted = makeShop({
      orders: [
        {
          customer: 'C-1',
          at: '2026-06-01',
          lines: [{ product: 'P-1', amountMinor: 1000 }],
        },
      ],
    })
    discounted.db.insert(products).values({ id: 'P-1', name: 'Kettle', category: 'kitchenware' }).run()
    discounted.sqlite.prepare('UPDATE orders SET gross_minor = 900, order_discount_minor = 100').run()
    const { data, table } = ask(
      { metrics: ['net_revenue'], dimensions: ['category'] },
      contextOf(discounted, '2026-06-30', '2026-06-01'),
    )
    expect(data.rows).toEqual([
      { category: 'kitchenware', net_revenue_minor: 1000 },
      { category: null, is_unattributed: true, net_revenue_minor: -100 },
    ])
    expect(table?.rows.at(-1)?.['category']).toBe('order discounts and amounts without a product')
  })
})

describe('time', () => {
  test('a month without orders is a row of zeros, and one cut short is marked', () => {
    const sparse = makeShop({
      orders: [
        { customer: 'C-1', at: '2026-03-31' },
        { customer: 'C-1', at: '2026-06-10' },
      ],
    })
    const { data, warnings } = ask(
      { metrics: ['orders'], grain: 'month', period: '2026' },
      contextOf(sparse, '2026-06-10', '2026-03-31'),
    )
    expect(data.rows.map((row) => [row['month'], row['orders'], row['complete']])).toEqual([
      ['2026-03', 1, false],
      ['2026-04', 0, true],
      ['2026-05', 0, true],
      ['2026-06', 1, false],
    ])
    expect(warnings).toContain('The period is not over: figures go up to 2026-06-10.')
    expect(warnings).toContain('Not a whole one: 2026-03, 2026-06.')
  })

  test('a split by group and over time has a finding: who leads at the end, and the highest and lowest cell', () => {
    const split = { dimensions: ['country'], grain: 'month', period: { from: '2026-05-01', to: '2026-07-01' } } as const
    const orders = factsOf({ metrics: ['orders'], ...split })
    expect(['leader_name', 'leader_period', 'leader_value'].map((id) => orders.get(id))).toEqual([
      'France',
      '2026-06',
      2,
    ])
    expect(['peak_name', 'peak_period', 'peak_value'].map((id) => orders.get(id))).toEqual(['France', '2026-06', 2])
    const gross = factsOf({ metrics: ['gross_revenue'], ...split })
    expect(['trough_name', 'trough_period', 'trough_value'].map((id) => gross.get(id))).toEqual([
      'Norway',
      '2026-06',
      30,
    ])
    // June is not over yet: May is the latest whole month.
    const early = factsOf({ metrics: ['orders'], ...split }, contextOf(store, '2026-06-12', '2026-04-03'))
    expect([early.get('leader_name'), early.get('leader_period')]).toEqual(['Spain', '2026-05'])
  })

  test('compare sets each figure beside the period before', () => {
    const facts = factsOf({ metrics: ['net_revenue'], period: '2026-06', compare: 'previous' })
    expect(facts.get('net_revenue_previous')).toBe(50)
    expect(facts.get('net_revenue_change')).toBeCloseTo(540 / 50 - 1, 12)
    expect(facts.get('net_revenue_difference')).toBe(490)
    expect([facts.get('previous_from'), facts.get('previous_to')]).toEqual(['2026-05-01', '2026-05-31'])
  })

  test('a group that has sold only in the period before is a row too', () => {
    const { data } = ask({ metrics: ['orders'], dimensions: ['country'], period: '2026-05', compare: 'previous' })
    expect(data.rows).toEqual([
      { country: 'Spain', orders: 1, previous_orders: 0 },
      { country: 'France', orders: 0, previous_orders: 1 },
    ])
  })

  test.each([
    ['before', '2025'],
    ['after', '2027'],
  ])('a period %s the data is refused with the dates that exist', (_where, period) => {
    const error = catchError(() => ask({ metrics: ['orders'], period }))
    expect(error.details).toEqual({ reason_code: 'outside_data', first_day: '2026-04-03', last_day: '2026-06-30' })
  })
})

describe('customers who bought in two periods', () => {
  const input: QueryMetricsInput = {
    metrics: ['customers', 'net_revenue'],
    filters: [
      { field: 'orders', op: 'gte', value: 1, period: 'before_2026-06-01' },
      { field: 'orders', op: 'gte', value: 1, period: 'since_2026-06-01' },
    ],
  }

  test('each part is counted, and the money in the parts adds up to theirs', () => {
    const facts = factsOf(input)
    expect(facts.get('customers')).toBe(2)
    expect([facts.get('part_1_customers'), facts.get('part_1_only_customers')]).toEqual([2, 0])
    expect([facts.get('part_2_customers'), facts.get('part_2_only_customers')]).toEqual([4, 2])
    expect([facts.get('part_1_net_revenue'), facts.get('part_2_net_revenue')]).toEqual([450, 290])
    expect(facts.get('parts_net_revenue')).toBe(facts.get('net_revenue'))
  })
})

describe('visits and campaign contacts', () => {
  const site = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
  const visit = {
    endedAt: 0,
    startedDay: dayOfDate('2026-06-02'),
    startedAt: Date.parse('2026-06-02T10:00:00Z'),
    events: 3,
  }
  site.db
    .insert(sessions)
    .values([
      { ...visit, id: 'S-1', customerId: 'C-1', pages: 3, dwellSeconds: 90, paid: 1, device: 'mobile' },
      { ...visit, id: 'S-2', customerId: 'C-1', pages: 1, dwellSeconds: 0, paid: 0, device: 'mobile' },
      {
        ...visit,
        id: 'S-3',
        customerId: null,
        anonymousId: 'A-1',
        pages: 1,
        dwellSeconds: 0,
        paid: 0,
        device: 'desktop',
      },
      { ...visit, id: 'S-4', customerId: 'C-2', pages: 2, dwellSeconds: 30, paid: 0, device: 'desktop' },
    ])
    .run()
  site.db.insert(customers).values({ id: 'C-2', createdAt: 0 }).run()
  site.db.insert(campaigns).values({ id: 'N-1', name: 'June', startsAt: 0, channel: 'email' }).run()
  const day = (date: string): number => Date.parse(`${date}T12:00:00Z`)
  site.db
    .insert(campaignExposures)
    .values([
      {
        campaignId: 'N-1',
        customerId: 'C-1',
        variant: 'A',
        isControl: 0,
        deliveredAt: day('2026-06-03'),
        openedAt: day('2026-06-04'),
        clickedAt: day('2026-07-02'),
      },
      {
        campaignId: 'N-1',
        customerId: 'C-2',
        variant: 'B',
        isControl: 0,
        deliveredAt: day('2026-06-03'),
        openedAt: day('2026-07-01'),
      },
      { campaignId: 'N-1', customerId: 'C-3', variant: 'A', isControl: 1 },
    ])
    .run()
  const at = contextOf(site, '2026-06-30', '2026-06-01')

  test('conversion, bounce, dwell and visitors come from visits', () => {
    expect(
      ask(
        { metrics: ['sessions', 'visitors', 'conversion_rate', 'bounce_rate', 'dwell_seconds', 'active_customers'] },
        at,
      ).data.total,
    ).toEqual({
      sessions: 4,
      visitors: 3,
      conversion_rate: 0.25,
      bounce_rate: 0.5,
      dwell_seconds: 30,
      active_customers: 2,
    })
  })

  test('visits split by device', () => {
    expect(ask({ metrics: ['conversion_rate'], dimensions: ['device'] }, at).data.rows).toEqual([
      { device: 'mobile', conversion_rate: 0.5 },
      { device: 'desktop', conversion_rate: 0 },
    ])
  })

  test('opens and clicks after as-of do not exist, and controls were never delivered', () => {
    expect(ask({ metrics: ['open_rate', 'click_rate'], dimensions: ['campaign'] }, at).data.rows).toEqual([
      { campaign: 'N-1', open_rate: 0.5, click_rate: 0 },
    ])
  })

  test('visits have no brand', () => {
    expect(catchError(() => ask({ metrics: ['sessions'], dimensions: ['brand'] }, at)).message).toBe(
      'site visits cannot be split or filtered by brand',
    )
  })
})

describe('who may see what', () => {
  const guest = { ...ctx, actor: testActor('slack_guest', { channel: 'slack' as const }) }

  test('a guest sees orders and net revenue of the whole shop, and nothing cut finer', () => {
    expect(catchError(() => ask({ metrics: ['aov'] }, guest)).code).toBe('FORBIDDEN')
    expect(catchError(() => ask({ metrics: ['orders'], dimensions: ['country'] }, guest)).code).toBe('FORBIDDEN')
  })

  test('groups below the minimum are withheld from a guest, the total too when it is one', () => {
    const result = ask({ metrics: ['orders'], period: '2026-06' }, guest)
    expect(result.data.rows).toEqual([])
    expect(result.data.total).toBeNull()
    expect(result.facts.map((fact) => fact.id)).not.toContain('orders')
  })

  test('a single small day takes the next smallest with it, so that the total does not give it away', () => {
    const many = makeShop({
      orders: [
        ...Array.from({ length: 12 }, (_, index) => ({ customer: `C-${index}`, at: '2026-06-01' })),
        ...Array.from({ length: 11 }, (_, index) => ({ customer: `C-${index}`, at: '2026-06-02' })),
        ...Array.from({ length: 3 }, (_, index) => ({ customer: `C-${index}`, at: '2026-06-03' })),
      ],
    })
    const { data } = ask(
      { metrics: ['orders'], grain: 'day' },
      contextOf(many, '2026-06-03', '2026-06-01', { actor: guest.actor }),
    )
    expect(data.rows.map((row) => row['day'])).toEqual(['2026-06-01'])
    expect(data.groups_withheld).toBe(2)
  })
})

function catchError(run: () => unknown): KithError {
  try {
    run()
  } catch (error) {
    if (error instanceof KithError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
