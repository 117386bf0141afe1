import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { KithError } from '../../lib/errors.ts'
import type { Actor } from '../../services/access/actor.ts'
import { mcpRoutes } from '../mcp/mcp-routes.ts'
import type { Runtime } from '../runtime.ts'
import { slackRoutes } from '../slack/slack-routes.ts'
import { alertRoutes } from './alerts.ts'
import { approvalRoutes } from './approvals.ts'
import { chatRoutes } from './chat.ts'
import { completionRoutes } from './completions.ts'
import { CARD_PATH, contextCard } from './context-card.ts'
import { customerContextRoutes } from './customer-context.ts'
import { EMBED_PATH, embedPage } from './embed.ts'
import { eventRoutes } from './events.ts'
import { healthRoutes } from './health.ts'
import { identifyCaller, remoteAddressOf } from './identify-caller.ts'
import { idempotency } from './idempotency.ts'
import { docsRoutes } from './docs/docs-routes.ts'
import { FILE_PATHS, importRoutes } from './imports.ts'
import { createMetrics } from './metrics.ts'
import { keyRoutes } from './keys.ts'
import { overviewRoutes } from './overview.ts'
import { pageRoutes } from './page.ts'
import { problem } from './problem.ts'
import { rateLimit } from './rate-limit.ts'
import { segmentRoutes } from './segments.ts'
import { settingRoutes } from './settings.ts'
import { signInRoutes } from './sign-in.ts'
import { memoryRoutes } from './memory.ts'
import { threadRoutes } from './threads.ts'
import { toolRoutes } from './tools.ts'
import { trainingRoutes } from './trainings.ts'

export interface AppEnvironment {
  Bindings: HttpBindings
  Variables: { actor: Actor }
}

export interface AppOptions {
  readonly runtime: Runtime
  /** Folder of the built web page; null serves the interface alone. */
  readonly webFolder: string | null
  /** Where uploads wait for their import. */
  readonly uploadFolder: string
}

const JSON_LIMIT = 1024 * 1024

/** The HTTP interface and the web page as one Hono app, made from what it is handed: no environment, no globals. */
export function createApp(options: AppOptions): OpenAPIHono<AppEnvironment> {
  const { runtime } = options
  const app = new OpenAPIHono<AppEnvironment>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const [issue] = result.error.issues
      const field = issue?.path.join('.') ?? ''
      return problem(
        c,
        new KithError('INVALID_INPUT', `${field === '' ? 'the request' : field}: ${issue?.message ?? 'is not valid'}`, {
          ...(field === '' ? {} : { field }),
          hint: 'GET /openapi.json describes every request.',
        }),
      )
    },
  })

  const metrics = createMetrics(runtime)
  // Before everything that looks at a reply or a body: a bot asks for cards thousands of times a second.
  app.get(CARD_PATH, contextCard(runtime, metrics.note))
  // Before the headers that forbid every page to frame another.
  if (options.webFolder !== null) app.get(EMBED_PATH, embedPage(runtime, options.webFolder))

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Charts place their labels and tips by the style attribute; no style sheet is written inline.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.onError((error, c) => {
    if (!(error instanceof KithError)) runtime.log.error({ err: error, path: c.req.path }, 'request failed')
    return problem(c, error)
  })
  app.notFound((c) =>
    problem(
      c,
      new KithError('NOT_FOUND', `there is nothing at ${c.req.method} ${c.req.path}`, {
        hint: 'GET /openapi.json lists what there is.',
      }),
    ),
  )

  const refuseLarge = (): never => {
    throw new KithError('TOO_LARGE', 'the request is larger than 1 MiB', {
      hint: 'Files go to POST /v1/imports as they are.',
    })
  }
  const counted = bodyLimit({ maxSize: JSON_LIMIT, onError: refuseLarge })
  /** A body of a stated length, which Node holds it to, is not looked at: a stream made for that stays as long as the request. */
  const limit: typeof counted = (c, next) => {
    const stated = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    if (stated === undefined) return counted(c, next)
    return Number(stated) > JSON_LIMIT ? refuseLarge() : next()
  }

  app.use(metrics.count)
  app.use('/sign-in', limit)
  app.route('/', metrics.routes)
  app.route('/', healthRoutes(runtime))
  app.route('/', signInRoutes(runtime))

  // Before the guard: write keys open these paths and no other.
  app.route('/', eventRoutes(runtime))

  // Slack's deliveries carry no key: they are told by their signature.
  app.route('/', slackRoutes(runtime))

  const guard = createMiddleware<AppEnvironment>(async (c, next) => {
    const remoteAddress = remoteAddressOf(c.env.incoming)
    c.set('actor', identifyCaller({ method: c.req.method, headers: c.req.raw.headers, remoteAddress }, runtime.callers))
    await next()
  })
  app.use('/v1/*', guard)
  app.use('/api/*', guard)
  app.use('/mcp', guard)
  // Before anything reads a body.
  app.use(async (c, next) => (FILE_PATHS.has(c.req.path) ? next() : limit(c, next)))
  app.use('/v1/*', idempotency(runtime))
  const limitRate = rateLimit(runtime)
  for (const path of ['/v1/chat', '/v1/chat/completions', '/v1/tools/*', '/mcp', '/api/chat']) app.use(path, limitRate)
  app.route('/', chatRoutes(runtime))
  app.route('/', completionRoutes(runtime))
  app.route('/', overviewRoutes(runtime))
  app.route('/', toolRoutes(runtime))
  app.route('/', threadRoutes(runtime))
  app.route('/', memoryRoutes(runtime))
  app.route('/', segmentRoutes(runtime))
  app.route('/', trainingRoutes(runtime))
  app.route('/', customerContextRoutes(runtime))
  app.route('/', alertRoutes(runtime))
  app.route('/', approvalRoutes(runtime))
  app.route('/', keyRoutes(runtime))
  app.route('/', settingRoutes(runtime))
  app.route('/', importRoutes(runtime, options.uploadFolder))
  app.route('/', mcpRoutes(runtime))
  app.route('/', docsRoutes(runtime.version))
  if (options.webFolder !== null) app.route('/', pageRoutes(options.webFolder))
  return app
}
