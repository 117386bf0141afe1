import { describe, expect, test } from 'vitest'
import { authenticate } from '../../../src/services/keys/authenticate.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import { signIn } from '../../../src/services/keys/sign-in.ts'
import { apiKeys } from '../../../src/store/schema/index.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const setUp = () => {
  const store = makeShop({})
  const ctx = testContext(store, '2026-06-30')
  return { store, ctx, now: ctx.clock(), key: createKey({ ctx, input: { name: 'support bot', role: 'service_bot' } }) }
}

describe('keys', () => {
  test('a key signs in with its role', () => {
    const { store, now, key } = setUp()
    expect(authenticate(store, key.token, now)).toEqual({ id: key.id, role: 'service_bot' })
  })

  test('the store holds no token, only hashes', () => {
    const { store, key } = setUp()
    const everything = JSON.stringify(store.db.select().from(apiKeys).all())
    expect(everything).not.toContain(key.token)
    expect(everything).not.toContain(key.signInToken)
  })

  test('a revoked key and the sessions that came from it end at once', () => {
    const { store, ctx, now, key } = setUp()
    const { sessionToken } = signIn(store, key.signInToken, now)
    expect(authenticate(store, sessionToken, now)).toEqual({ id: key.id, role: 'service_bot' })
    revokeKey({ ctx, input: { id: key.id } })
    expect(authenticate(store, key.token, now)).toBeNull()
    expect(authenticate(store, sessionToken, now)).toBeNull()
  })

  test('a sign-in link works once, not later than a quarter of an hour, and never as a key', () => {
    const { store, now, key } = setUp()
    expect(authenticate(store, key.signInToken, now)).toBeNull()
    expect(() => signIn(store, key.signInToken, now + 15 * 60_000)).toThrow(/too old/)
    signIn(store, key.signInToken, now)
    expect(() => signIn(store, key.signInToken, now)).toThrow(/used up/)
  })

  test('an unknown token is nobody', () => {
    const { store, now } = setUp()
    expect(authenticate(store, 'kith_guess', now)).toBeNull()
  })
})
