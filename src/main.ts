import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { createApp } from './channels/http/create-app.ts'
import { createHttpServer } from './channels/http/create-http-server.ts'
import type { Runtime } from './channels/runtime.ts'
import type { Config } from './config/env.ts'
import { loadDemoWhenEmpty } from './config/load-demo-when-empty.ts'
import { keepSchedule } from './config/keep-schedule.ts'
import { trainInBackground } from './config/train-in-background.ts'
import { KithError } from './lib/errors.ts'
import { urlToOpen } from './lib/url-to-open.ts'
import { installedPath } from './resources/installed-path.ts'

export interface ServeOptions {
  readonly demo: boolean
  readonly say: (text: string) => void
}

/** After SIGTERM every answer closes its connection, for so long that none is closed while a request is on its way to it. */
const LEAVING_MS = 1000
/** Requests under way get this long to finish then. */
const GRACE_MS = 7000

/** Serves until SIGTERM or SIGINT: then says so, takes no new request, lets running ones end, and closes the store. */
export async function serve(runtime: Runtime, config: Config, { demo, say }: ServeOptions): Promise<void> {
  const loaded = demo ? await loadDemoWhenEmpty(runtime, say) : null
  const webFolder = join(dirname(installedPath('package.json')), 'dist', 'web')
  const uploadFolder = join(runtime.home, 'uploads')
  mkdirSync(uploadFolder, { recursive: true })
  let leaving = false
  const readiness: Runtime['readiness'] = () => (leaving ? { ready: false, reason: 'stopping' } : runtime.readiness())
  const app = createApp({
    runtime: { ...runtime, readiness },
    webFolder: existsSync(webFolder) ? webFolder : null,
    uploadFolder,
  })
  const server = createHttpServer(app.fetch)
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    if (leaving) response.setHeader('connection', 'close')
  })
  await listen(server, config)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.PORT

  say(`${loaded ?? 'The store is open.'}\n`)
  say(
    runtime.model.provider === 'embedded'
      ? 'The built-in planner answers: no model key is set (OPENAI_API_KEY or OPENAI_BASE_URL).\n'
      : `${runtime.model.name} answers.\n`,
  )
  say(`Open ${urlToOpen(config.HOST, port)} and ask, or drop your own order file there. Ctrl-C stops.\n`)
  void runtime.agent().catch((error: unknown) => runtime.log.error({ err: error }, 'the agent could not be made'))

  const stop = new AbortController()
  const training = demo ? trainInBackground(runtime, stop.signal) : null
  keepSchedule(runtime, config, stop.signal)

  await stopped()
  stop.abort()
  leaving = true
  await setTimeout(LEAVING_MS)
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  await Promise.race([closed, setTimeout(GRACE_MS, null, { ref: false })])
  server.closeAllConnections()
  await closed
  await training
}

async function listen(server: Server, config: Config): Promise<void> {
  server.listen(config.PORT, config.HOST)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    throw new KithError('UNAVAILABLE', `port ${config.PORT} on ${config.HOST} cannot be used (${String(code)})`, {
      field: 'PORT',
      hint: 'Stop what listens there, or start with another port: PORT=8788 npm start.',
      cause,
    })
  }
}

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
