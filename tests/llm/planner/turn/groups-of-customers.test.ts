import { describe, expect, test } from 'vitest'
import { answered, callFor, resultOf } from '../../../support/planner.ts'

const high = { field: 'value_tier', op: 'eq', value: 'high' }
const dormant = { field: 'lifecycle', op: 'eq', value: 'dormant' }
const clusters = answered(
  'Cluster the customers',
  'segment_customers',
  { method: 'kmeans' },
  resultOf({ data: { segments: [], assignment: {} } }),
)

describe('two groups are held against each other', () => {
  test.each([
    ['Compare VIPs with dormant customers', { a: [high], b: [dormant] }],
    ['比较高价值客户和沉默客户', { a: [high], b: [dormant] }],
    ['Compare VIPs with everyone else', { a: [high] }],
    ['VIP和其他客户有什么区别', { a: [high] }],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'compare_segments', args })
  })

  test('groups of the result before go by their number', async () => {
    expect((await callFor('Compare the first group with the second group', ...clusters))?.args).toEqual({
      a: 'r1.segment_1',
      b: 'r1.segment_2',
    })
    expect((await callFor('第一群和第二群有什么区别', ...clusters))?.args).toEqual({
      a: 'r1.segment_1',
      b: 'r1.segment_2',
    })
  })
})

describe('look-alikes', () => {
  test.each([
    'Find 1,000 customers who look like our top 200 skincare buyers for the next ad.',
    '为下次广告找1000个像我们前200名skincare买家的客户',
  ])('%s', async (question) => {
    expect(await callFor(question)).toEqual({
      name: 'find_similar_customers',
      args: { top: 200, limit: 1000, filters: [{ field: 'category', op: 'eq', value: 'skincare' }] },
    })
  })

  test('of one customer take a number as how many to find', async () => {
    expect((await callFor('top 20 customers most similar to C-10023'))?.args).toEqual({
      customer_id: 'C-10023',
      limit: 20,
    })
  })
})

describe('a segment is saved', () => {
  test.each([
    ['save dormant customers as "sleepers"', { name: 'sleepers', filters: [dormant] }],
    ['把沉默客户保存为“沉睡唤醒”', { name: '沉睡唤醒', filters: [dormant] }],
  ])('under the name in quotation marks: %s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'save_segment', args })
  })

  test('of a group of the result before', async () => {
    expect((await callFor('save the second group as a segment called "gold"', ...clusters))?.args).toEqual({
      name: 'gold',
      result_id: 'r1',
      segment_id: 'segment_2',
    })
  })

  test('is named after its conditions when no name is given, to be changed before the approval', async () => {
    expect((await callFor('save the dormant customers as a segment'))?.args).toMatchObject({ name: 'dormant' })
  })
})

test.each([
  [
    'Split our customers into 5 groups by recency, frequency and spend',
    { method: 'kmeans', k: 5, features: ['recency', 'frequency', 'monetary'] },
  ],
  ["Find customers whose buying pattern doesn't fit any group.", { method: 'dbscan' }],
  ['对客户做层次聚类,分成4组', { method: 'hierarchical', k: 4 }],
])('groups are discovered: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'segment_customers', args })
})
