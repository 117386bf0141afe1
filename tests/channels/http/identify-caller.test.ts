import { describe, expect, test } from 'vitest'
import type { CallerLookup } from '../../../src/channels/caller-lookup.ts'
import { identifyCaller } from '../../../src/channels/http/identify-caller.ts'

const noKeys: CallerLookup = { authenticate: () => null, authenticateWriter: () => null, anyKeyExists: () => false }
const withKeys: CallerLookup = {
  authenticate: (token) => (token === 'kith_good' ? { id: 'K-1', role: 'marketer' } : null),
  authenticateWriter: () => null,
  anyKeyExists: () => true,
}
const call = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1', method = 'POST', lookup = noKeys) =>
  identifyCaller({ method, headers: new Headers({ host: 'localhost:8787', ...headers }), remoteAddress }, lookup)

describe('with no key created', () => {
  test.each([
    ['a program on this machine', {}, '127.0.0.1'],
    ['a program over IPv6 loopback', { host: '[::1]:8787' }, '::1'],
    ['a mapped IPv4 address', {}, '::ffff:127.0.0.1'],
    ["Kith's own page", { origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }, '127.0.0.1'],
    ['the address bar', { 'sec-fetch-site': 'none' }, '127.0.0.1'],
  ])('%s is the local admin', (_who, headers, address) => {
    expect(call(headers, address)).toMatchObject({ id: 'local-admin', role: 'admin' })
  })

  test.each([
    ['another machine', {}, '192.168.1.20'],
    ['an unknown peer', {}, ''],
    ['a rebound name', { host: 'evil.example' }, '127.0.0.1'],
    ['a name that only begins like ours', { host: 'localhost.evil.example' }, '127.0.0.1'],
    ['a tunnel that says so', { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1'],
    ['a proxy of the standard kind', { forwarded: 'for=203.0.113.9' }, '127.0.0.1'],
    ['a proxy that names only the host', { 'x-forwarded-host': 'localhost' }, '127.0.0.1'],
    ["another site's page", { origin: 'https://evil.example' }, '127.0.0.1'],
    ['a sandboxed page', { origin: 'null' }, '127.0.0.1'],
    ['another port of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }, '127.0.0.1'],
    ['a picture on another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, '127.0.0.1'],
    ['a forged key', { authorization: 'Bearer kith_guess' }, '127.0.0.1'],
  ])('%s is nobody', (_who, headers, address) => {
    expect(() => call(headers, address)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
  })

  test('a link from another site may open the page, but not write', () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(call(link, '127.0.0.1', 'GET')).toMatchObject({ role: 'admin' })
    expect(() => call(link, '127.0.0.1', 'POST')).toThrow()
  })
})

describe('once keys exist', () => {
  test('a key carries its role', () => {
    expect(call({ authorization: 'Bearer kith_good' }, '203.0.113.9', 'POST', withKeys)).toMatchObject({
      id: 'K-1',
      role: 'marketer',
    })
  })

  test('nobody is the local admin any more', () => {
    expect(() => call({}, '127.0.0.1', 'POST', withKeys)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
  })

  test('a signed-in page is known by its cookie, but not from another site', () => {
    const cookie = 'theme=dark; kith_session=kith_good'
    expect(call({ cookie, origin: 'http://localhost:8787' }, '127.0.0.1', 'POST', withKeys)).toMatchObject({
      channel: 'web',
      role: 'marketer',
    })
    expect(() => call({ cookie, origin: 'https://evil.example' }, '127.0.0.1', 'POST', withKeys)).toThrow()
  })
})
