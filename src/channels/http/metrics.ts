import { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { KithError } from '../../lib/errors.ts'
import { GEN_AI, GEN_AI_METRICS } from '../../lib/operation-names.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { identifyCaller, remoteAddressOf } from './identify-caller.ts'

/** Counts a request that did not pass the middleware. */
export type NoteRequest = (method: string, route: string, status: number, started: number) => void

/** Counts and times requests by route and status; no path that was asked for, no id and no name is a label. */
export function createMetrics(runtime: Runtime) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'kith_' })
  const requests = new Counter({
    name: 'kith_http_requests_total',
    help: 'HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'kith_http_request_seconds',
    help: 'Time from the request to the head of its reply, by route',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30],
    registers: [registry],
  })
  const tokens = new Histogram({
    name: GEN_AI_METRICS.tokens.replaceAll('.', '_'),
    help: 'Tokens of calls of a model, by model and direction',
    labelNames: ['provider', 'model', 'type'],
    buckets: [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536],
    registers: [registry],
  })
  const duration = new Histogram({
    name: `${GEN_AI_METRICS.duration.replaceAll('.', '_')}_seconds`,
    help: 'Time of turns, calls of a model and calls of tools',
    labelNames: ['operation', 'name', 'error'],
    buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    registers: [registry],
  })
  new Gauge({
    name: 'kith_turns',
    help: 'Turns of conversations that are worked on, and that wait for their place',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { running, waiting } = (await runtime.agent()).load()
      this.set({ state: 'running' }, running)
      this.set({ state: 'waiting' }, waiting)
    },
  })
  runtime.watchOperations(({ attributes, seconds: took, error }) => {
    const model = String(attributes[GEN_AI.requestModel] ?? '')
    const operation = String(attributes[GEN_AI.operation])
    duration.observe({ operation, name: String(attributes[GEN_AI.tool] ?? model), error: error ?? '' }, took)
    for (const [type, count] of [
      ['input', attributes[GEN_AI.inputTokens]],
      ['output', attributes[GEN_AI.outputTokens]],
    ] as const) {
      if (typeof count === 'number')
        tokens.observe({ provider: String(attributes[GEN_AI.provider]), model, type }, count)
    }
  })
  const note: NoteRequest = (method, route, status, started) => {
    requests.inc({ method, route, status: String(status) })
    seconds.observe({ route }, (performance.now() - started) / 1000)
  }
  const count = createMiddleware<AppEnvironment>(async (c, next) => {
    const started = performance.now()
    await next()
    note(c.req.method, routePath(c, -1), c.res.status, started)
  })
  const routes = new OpenAPIHono<AppEnvironment>().get('/metrics', async (c) => {
    const remoteAddress = remoteAddressOf(c.env.incoming)
    const { role } = identifyCaller({ method: 'GET', headers: c.req.raw.headers, remoteAddress }, runtime.callers)
    if (role !== 'admin') {
      throw new KithError('FORBIDDEN', `the role ${role} may not read /metrics`, { hint: 'Use a key of an admin.' })
    }
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
  return { count, note, routes }
}
