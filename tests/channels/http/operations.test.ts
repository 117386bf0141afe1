import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/channels/http/create-app.ts'
import type { ApiDescription } from '../../../src/channels/http/docs/describe-api.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { tools } from '../../../tools/registry.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${kith.url}${path}`, { headers })
const keyFor = (role: 'admin' | 'analyst') =>
  createKey({ ctx: kith.runtime.contextFor(testActor()), input: { name: role, role } }).token

describe('the description of the interface', () => {
  test('names every route of /v1, and no other', async () => {
    const api = (await (await get('/openapi.json')).json()) as ApiDescription
    const described = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const app = createApp({ runtime: kith.runtime, webFolder: null, uploadFolder: kith.home })
    // Short names of event paths and calls that the spec knows but nobody documents apart share one handler.
    const aliases = /^\/v1\/([btipsag]|alias|group|screen|models\/.*|tools\/\{name\})$/
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => ({ method: method.toLowerCase(), path: path.replaceAll(/:(\w+)/g, '{$1}') }))
      .filter(({ path }) => !aliases.test(path))
      .map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(routes)].filter((route) => !described.includes(route))).toEqual([])
    const known = new Set([...routes, ...tools.map(({ name }) => `post /v1/tools/${name}`)])
    expect(described.filter((one) => one.includes(' /v1/') && !known.has(one))).toEqual([])
  })

  test('is a page, too, that asks for nothing from elsewhere', async () => {
    const page = await (await get('/docs')).text()
    for (const { name } of tools) expect(page).toContain(`/v1/tools/${name}`)
    expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)/)
    expect(page).toContain('args.metrics')
  })
})

describe('figures about the process', () => {
  test('count requests by route and status, and name no customer', async () => {
    await get('/v1/segments/C-10023-secret')
    const text = await (await get('/metrics')).text()
    expect(text).toMatch(/kith_http_requests_total\{method="GET",route="\/v1\/segments\/:id",status="404"\} 1/)
    expect(text).toContain('kith_process_resident_memory_bytes')
    expect(text).not.toContain('C-10023')
  })

  test('are for admins', async () => {
    const analyst = keyFor('analyst')
    expect((await get('/metrics')).status).toBe(401)
    expect((await get('/metrics', { authorization: `Bearer ${analyst}` })).status).toBe(403)
    expect((await get('/metrics', { authorization: `Bearer ${keyFor('admin')}` })).status).toBe(200)
  })
})

test('a key that asks too often is told when to come again; another key is not held back by it', async () => {
  const ctx = kith.runtime.contextFor(testActor())
  const row = propose({ ctx, input: { action: 'change_setting', args: { setting: 'requests_per_minute', value: 3 } } })
  decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
  const ask = (token: string) =>
    fetch(`${kith.url}/v1/tools/describe_data`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    })
  const busy = keyFor('analyst')
  const statuses: number[] = []
  for (let call = 0; call < 3; call += 1) statuses.push((await ask(busy)).status)
  expect(statuses).toEqual([200, 200, 200])
  const held = await ask(busy)
  expect(held.status).toBe(429)
  expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await held.json()).toMatchObject({ code: 'RATE_LIMITED', hint: expect.stringContaining('seconds') })
  expect((await ask(keyFor('analyst'))).status).toBe(200)
})
