import { describe, expect, test } from 'vitest'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { buildLexicon } from '../../../src/services/lexicon/build-lexicon.ts'
import { openStore } from '../../../src/store/open.ts'
import { customerIdentifiers, customers, products } from '../../../src/store/schema/index.ts'

const actor = { id: 'a', role: 'analyst', boundCustomerId: null, channel: 'cli', sharedChannel: false } as const
const shop = { name: 'Kith Demo', zone: timeZone('UTC'), currency: 'CNY', weekStart: 1 }

describe('the shop’s own names', () => {
  test('products with both their names, places of customers, and no person', () => {
    const store = openStore(':memory:')
    store.db
      .insert(customers)
      .values({ id: 'C-1', createdAt: 0, region: '华东', city: 'Shanghai 上海', gender: 'female' })
      .run()
    store.db
      .insert(customerIdentifiers)
      .values({
        customerId: 'C-1',
        kind: 'name',
        valueHash: Buffer.alloc(16),
        cipher: Buffer.from('Wang Wei'),
        keyVersion: 1,
        updatedAt: 0,
      })
      .run()
    store.db
      .insert(products)
      .values({ id: 'SKU-1', name: 'Aurora 2L Kettle', nameAlternative: '极光水壶', category: 'kitchenware' })
      .run()
    const { entries } = buildLexicon({ ctx: { actor, store, shop } })
    expect(entries).toContainEqual({ field: 'region', value: '华东', names: ['华东'] })
    expect(entries.find(({ field }) => field === 'city')).toEqual({
      field: 'city',
      value: 'Shanghai 上海',
      names: ['Shanghai 上海', 'Shanghai', '上海'],
    })
    expect(entries.find(({ field }) => field === 'product_id')?.names).toContain('极光水壶')
    expect(JSON.stringify(entries)).not.toMatch(/Wang|C-1/)
    store.close()
  })
})
