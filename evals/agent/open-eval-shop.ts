import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Actor } from '../../src/services/access/actor.ts'
import { loadDemoShop } from '../../src/services/demo/load-demo-shop.ts'

export const EVAL_ADMIN: Actor = {
  id: 'eval',
  role: 'admin',
  boundCustomerId: null,
  channel: 'job',
  sharedChannel: false,
}

/** Another schema or another demo shop begins in another folder. */
function defaultFolder(): string {
  const schema = readFileSync(join(import.meta.dirname, '../../src/store/migrations/0000_facts.sql'))
  return join(tmpdir(), `kith-eval-shop-${createHash('sha256').update(schema).digest('hex').slice(0, 8)}`)
}

/**
 * The demo shop in a folder of its own, made on the first run and used again after. T0 asks the embedded planner; T1 what
 * replays recorded traffic; T2 the model that the environment names.
 *
 * @param baseUrl - what stands between the agent and the provider; needed for T1
 */
export async function openEvalShop({
  home,
  tier,
  baseUrl,
}: {
  readonly home: string | undefined
  readonly tier: 'T0' | 'T1' | 'T2'
  readonly baseUrl?: string | undefined
}) {
  const folder = home ?? defaultFolder()
  mkdirSync(folder, { recursive: true })
  const model = tier === 'T2' ? process.env : {}
  const config = readConfig({
    KITH_HOME: folder,
    KITH_TIMEZONE: 'Asia/Shanghai',
    KITH_CURRENCY: 'CNY',
    LOG_LEVEL: 'error',
    OPENAI_API_KEY: model['OPENAI_API_KEY'],
    OPENAI_BASE_URL: baseUrl ?? model['OPENAI_BASE_URL'],
    KITH_MODEL: model['KITH_MODEL'],
  })
  const kith = createKith({ config, version: 'eval', log: createLog('error') })
  const ctx = kith.contextFor(EVAL_ADMIN)
  const ready = join(folder, 'ready')
  if (!existsSync(ready)) {
    await loadDemoShop({ ctx, input: {} })
    writeFileSync(ready, 'The demo shop is loaded whole.\n')
  }
  return { kith, frame: kith.contextFor(EVAL_ADMIN).frame }
}
