import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/channels/http/create-app.ts'
import { createHttpServer, type BodyPace } from '../../src/channels/http/create-http-server.ts'
import type { Runtime } from '../../src/channels/runtime.ts'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { loadDemoShop } from '../../src/services/demo/load-demo-shop.ts'
import { testActor } from './shop.ts'

/** The smallest demo shop that holds every planted person, with room. */
const CUSTOMERS = 200

export interface RunningKith {
  readonly runtime: Runtime
  readonly home: string
  readonly url: string
  close(): Promise<void>
}

/** A whole Kith on a free port of the loopback: real store in a folder of its own, real HTTP, the embedded planner. */
export async function serveKith(
  options: {
    readonly demo?: boolean
    readonly webFolder?: string
    readonly environment?: Record<string, string>
    readonly pace?: BodyPace
  } = {},
): Promise<RunningKith> {
  const home = mkdtempSync(join(tmpdir(), 'kith-test-'))
  const config = readConfig({ KITH_HOME: home, LOG_LEVEL: 'silent', ...options.environment })
  const runtime = createKith({ config, version: 'test' })
  if (options.demo === true) {
    await loadDemoShop({ ctx: runtime.contextFor(testActor()), input: { customers: CUSTOMERS } })
  }
  const app = createApp({ runtime, webFolder: options.webFolder ?? null, uploadFolder: join(home, 'uploads') })
  const server = createHttpServer(app.fetch, options.pace)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    runtime,
    home,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await runtime.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
