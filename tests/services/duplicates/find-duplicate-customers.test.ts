import { describe, expect, test } from 'vitest'
import type { IdentifierKind } from '../../../src/lib/identifier-vault.ts'
import { compareNames } from '../../../src/services/duplicates/compare-names.ts'
import { findDuplicateCustomers } from '../../../src/services/duplicates/find-duplicate-customers.ts'
import { customerIdentifiers } from '../../../src/store/schema/index.ts'
import { findDuplicateCustomersTool } from '../../../tools/customers/find-duplicate-customers.ts'
import { makeShop, testActor, testContext, testVault } from '../../support/shop.ts'

type Person = Readonly<Partial<Record<IdentifierKind, string>>>

function shopOf(people: Readonly<Record<string, Person>>) {
  const store = makeShop({ customers: Object.keys(people).map((id) => ({ id, createdAt: 0 })) })
  for (const [customerId, person] of Object.entries(people)) {
    for (const [kind, value] of Object.entries(person) as [IdentifierKind, string][]) {
      const cipher = testVault.encrypt(value)
      const valueHash = testVault.hash(kind, value)
      store.db
        .insert(customerIdentifiers)
        .values({ customerId, kind, valueHash, cipher, keyVersion: 1, updatedAt: 0 })
        .run()
    }
  }
  return testContext(store, '2026-06-30')
}
const groupsOf = (people: Readonly<Record<string, Person>>): readonly (readonly string[])[] =>
  findDuplicateCustomers({ ctx: shopOf(people), input: {} }).data.groups.map(({ customers }) =>
    customers.map(({ customer_id: id }) => id),
  )

const ann = { name: 'Ann Lee', phone: '13800138000', email: 'ann.lee@example.com', address: '上海市徐汇区衡山路1号' }

describe('findDuplicateCustomers', () => {
  test('finds a second account by telephone under another spelling of everything else', () => {
    const again = { name: 'ANN LEE', phone: '+86 138-0013-8000', email: 'ann@other.example', address: ann.address }
    const bob = { name: 'Bob Ray', phone: '13900139000', email: 'bob@example.com', address: '北京市朝阳区2号' }
    expect(groupsOf({ ann, again, bob })).toEqual([['again', 'ann']])
  })

  test('joins three accounts that share different things', () => {
    const second = { name: '王晓明', phone: '13700137000', email: 'wang@example.com' }
    const third = { name: '王晓明女士', phone: '13600136000', email: 'WANG@example.com ' }
    const first = { name: '王 晓明', phone: '13700137000', email: 'other@example.com' }
    expect(groupsOf({ first, second, third })).toEqual([['first', 'second', 'third']])
  })

  test('tells a household from one person: one address and telephone, different names', () => {
    const mother = { name: '王芳', phone: '13700137000', email: 'a@example.com', address: '南京市玄武区8号' }
    const son = { name: '王伟', phone: '13700137000', email: 'b@example.com', address: '南京市玄武区8号' }
    expect(groupsOf({ mother, son })).toEqual([])
  })

  test('tells namesakes apart', () => {
    const people = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [
        `wang-${i}`,
        { name: '王伟', phone: `1380013800${i}`, address: '上海市1号' },
      ]),
    )
    expect(groupsOf(people)).toEqual([])
  })

  test('leaves out an identifier that too many share', () => {
    const people = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`c-${i}`, { name: 'Front Desk', phone: '02100000000' }]),
    )
    expect(groupsOf(people)).toEqual([])
  })

  test('shows evidence masked, whoever asks, and merges nothing', () => {
    const again = { ...ann, email: 'ann@other.example' }
    const ctx = shopOf({ ann, again })
    const before = ctx.store.sqlite.prepare('SELECT count(*) FROM customers').pluck().get()
    const result = findDuplicateCustomers({ ctx, input: {} })
    const text = JSON.stringify(result)
    for (const plain of ['Ann Lee', '13800138000', 'ann.lee@', '衡山路']) expect(text).not.toContain(plain)
    expect(result.data.groups[0]?.evidence[0]?.words).toContain('138****8000')
    expect(result.data.groups[0]?.score).toBeGreaterThan(0.9)
    expect(findDuplicateCustomersTool.output.safeParse(result.data).error).toBeUndefined()
    expect(ctx.store.sqlite.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(before)
  })

  test('finds nothing in a shop of nobody or of one', () => {
    expect(groupsOf({})).toEqual([])
    expect(groupsOf({ ann })).toEqual([])
  })

  test('lists as many groups as asked for, and counts all', () => {
    const people = Object.fromEntries(
      ['x', 'y', 'z'].flatMap((key, i) => [
        [`${key}1`, { name: `Person ${key}${key}`, phone: `1380000000${i}` }],
        [`${key}2`, { name: `person ${key}${key}`, phone: `1380000000${i}` }],
      ]),
    )
    const { data } = findDuplicateCustomers({ ctx: shopOf(people), input: { limit: 2 } })
    expect([data.groups.length, data.matched, data.accounts]).toEqual([2, 3, 6])
  })

  test('is not for a guest', () => {
    const ctx = { ...shopOf({ ann }), actor: testActor('slack_guest') }
    expect(() => findDuplicateCustomers({ ctx, input: {} })).toThrow(/may not do this/)
  })
})

describe('compareNames', () => {
  test.each([
    ['王 伟', '王伟', 'same'],
    ['王伟', '王伟女士', 'same'],
    ['CHEN QIANG', 'Chen Qiang', 'same'],
    ['王伟', 'Wang Wei', 'same'],
    ['Mr. John Smith', 'john smith', 'same'],
    ['Jon Smith', 'John Smith', 'similar'],
    ['王伟', '王薇', 'different'],
    ['王芳', '王伟', 'different'],
    ['Ann Lee', 'Bob Ray', 'different'],
    ['Ann Lee', undefined, 'missing'],
  ] as const)('%s and %s are %s', (a, b, agreement) => {
    expect(compareNames(a, b)).toBe(agreement)
  })
})
