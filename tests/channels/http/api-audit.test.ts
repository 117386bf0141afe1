import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/channels/http/create-app.ts'
import { describeApi, type Operation } from '../../../src/channels/http/docs/describe-api.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

interface Described {
  readonly method: Uppercase<Operation['method']>
  readonly path: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly description?: string
}

const OPERATIONS = Object.entries(describeApi('test').paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Omit<Described, 'method' | 'path'>>).map(
    ([method, operation]): Described => ({ ...operation, method: method.toUpperCase() as Described['method'], path }),
  ),
)
// One tool stands for all: they are one route.
const AUDITED = OPERATIONS.filter(({ path }) => !path.startsWith('/v1/tools/') || path === '/v1/tools/query_metrics')
const WRITES = AUDITED.filter(({ method }) => method !== 'GET')

/** Errors in the form of another interface, for its clients. */
const FOREIGN_FORMS = new Set(['/v1/chat/completions', '/mcp'])
const named = ({ method, path }: Described): string => `${method} ${path}`
const written = (list: readonly Described[]) => list.map((operation) => [named(operation), operation] as const)

const send = ({ method, path }: Described, headers: Record<string, string>, body?: string) =>
  fetch(`${kith.url}${path.replaceAll(/\{\w+\}/g, 'nothing-of-that-name')}`, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    ...(method === 'GET' || body === undefined ? {} : { body }),
  })

async function expectProblem(reply: Response): Promise<void> {
  const text = await reply.text()
  expect(reply.headers.get('content-type'), text).toBe('application/problem+json')
  expect(JSON.parse(text)).toMatchObject({
    status: reply.status,
    title: expect.stringMatching(/^[A-Z_]+$/),
    detail: expect.stringMatching(/\S/),
    code: expect.stringMatching(/^[A-Z_]+$/),
    hint: expect.stringMatching(/\S/),
  })
}

test('every route is described, or is none that a caller uses', () => {
  const app = createApp({ runtime: kith.runtime, webFolder: null, uploadFolder: kith.home })
  const described = new Set(OPERATIONS.map((operation) => named(operation).replaceAll(/\{(\w+)\}/g, ':$1')))
  const isDescribed = (route: string): boolean =>
    described.has(route) || (route === 'POST /v1/tools/:name' && described.has('POST /v1/tools/query_metrics'))
  const routes = new Set(app.routes.flatMap(({ method, path }) => (method === 'ALL' ? [] : [`${method} ${path}`])))
  const undescribed = [...routes].filter((route) => !isDescribed(route)).toSorted()
  expect(undescribed).toEqual(
    [
      // The page's own, and the document itself.
      'GET /api/overview',
      'GET /api/labels/:language',
      'POST /api/chat',
      'POST /sign-in',
      'GET /docs',
      'GET /openapi.json',
      // What another interface asks for, or answers what it does not do.
      'GET /v1/models/:id',
      'GET /v1/tools/:name',
      'GET /mcp',
      'DELETE /mcp',
      'POST /slack/events',
      'POST /slack/commands',
      'POST /slack/interactions',
      // Names that the browser library of the Segment spec uses for the same calls.
      ...['a', 'alias', 'b', 'g', 'group', 'i', 'p', 's', 'screen', 't'].map((name) => `POST /v1/${name}`),
    ].toSorted(),
  )
})

describe('every write is carried out once', () => {
  test.each(written(WRITES))('%s takes an Idempotency-Key, or says why it needs none', async (_name, operation) => {
    const takesKey = operation.parameters.some((parameter) => parameter.name === 'Idempotency-Key')
    if (!takesKey) {
      expect(operation.description).toMatch(/^Safe to repeat: .{20,}/)
      return
    }
    const reply = await send(operation, { 'idempotency-key': 'x'.repeat(256) }, '{}')
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ field: 'Idempotency-Key' })
  })
})

describe('every refusal is a problem with a way out', () => {
  const own = AUDITED.filter(({ path }) => !FOREIGN_FORMS.has(path))
  const open = new Set(['/healthz', '/readyz', '/v1/customers/{id}/context'])

  test.each(written(own.filter(({ path }) => !open.has(path))))('%s, to a stranger', async (_name, operation) => {
    const reply = await send(operation, { 'x-forwarded-for': '203.0.113.9' }, '{}')
    // A batch may bring its key in the body, so an empty one is refused for what it is.
    expect(reply.status).toBe(operation.path === '/v1/batch' ? 400 : 401)
    await expectProblem(reply)
  })

  test.each(written(own.filter(({ method }) => method !== 'GET')))(
    '%s, of a body that is no JSON',
    async (_name, operation) => {
      const reply = await send(operation, {}, '{"half":')
      // What reads no body, or takes any file, has nothing to refuse here.
      if (reply.status < 400) {
        expect(['/v1/imports', '/v1/imports/detect', '/v1/imports/demo', '/v1/memory/{id}']).toContain(operation.path)
        await reply.arrayBuffer()
      } else await expectProblem(reply)
    },
  )

  test.each(written(own.filter(({ path }) => path.includes('{'))))(
    '%s, of an id that there is not',
    async (_name, operation) => {
      const reply = await send(operation, {}, '{"hash":"x","args":{},"value":1,"vote":"up"}')
      await expectProblem(reply)
    },
  )

  test.each(['PATCH /v1/segments', 'PUT /v1/keys', 'GET /v1/nothing', 'POST /nothing', 'DELETE /v1/chat'])(
    '%s, which there is not',
    async (route) => {
      const [method = '', path = ''] = route.split(' ')
      const reply = await fetch(`${kith.url}${path}`, { method })
      expect(reply.status).toBe(404)
      await expectProblem(reply)
    },
  )
})

describe('every list comes by pages', () => {
  /** Lists that cannot grow with the shop: what the program itself has, and what one person asked to be kept in mind. */
  const BOUNDED = new Set(['/v1/tools', '/v1/models', '/v1/settings', '/v1/memory', '/v1/trainings'])

  test.each(written(AUDITED.filter(({ method, path }) => method === 'GET' && !path.includes('{'))))(
    '%s',
    async (_name, operation) => {
      const reply = await send(operation, {})
      const text = await reply.text()
      if (!reply.headers.get('content-type')?.includes('json') || BOUNDED.has(operation.path)) return
      const body = JSON.parse(text) as Record<string, unknown>
      if (!Object.values(body).some(Array.isArray)) return
      expect(body).toHaveProperty('next_cursor')
      expect(operation.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['cursor', 'limit']))
    },
  )
})
