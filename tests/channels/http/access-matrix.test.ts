import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/services/access/actor.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import { createWriteKey } from '../../../src/services/keys/create-write-key.ts'
import { writeSettingValue } from '../../../src/store/queries/settings/settings.ts'
import { POLICY, TOOL_LINES, type Asker, type Row } from '../../support/policy-table.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'
import { OTHER, OWN, plantTwoCustomers } from '../../../evals/attacks/two-customers.ts'

const ROLES = ['admin', 'analyst', 'marketer', 'privacy_officer', 'slack_guest', 'service_bot'] as const
type Caller = (typeof ROLES)[number] | 'nobody' | 'revoked' | 'write key' | 'invented'
const CALLERS: readonly Caller[] = [...ROLES, 'nobody', 'revoked', 'write key', 'invented']
const askerOf = (caller: Caller): Asker | null =>
  caller === 'service_bot' ? 'bound_bot' : ROLES.includes(caller as Role as 'admin') ? (caller as Asker) : null

/** Tools that begin to train a model where there is none: whom they let in is tested where they are called directly. */
const TRAINING = new Set([
  'plan_winback',
  'get_brief',
  'recommend_products',
  'predict_next_action',
  'predict_churn',
  'predict_value',
  'search_products',
  'audit_fairness',
  'explain_model',
])

let kith: RunningKith
const tokens = new Map<Caller, string>([['invented', 'kith_abcdefghijklmnopqrstuvwxyz012345']])
beforeAll(async () => {
  kith = await serveKith()
  const ctx = kith.runtime.contextFor(testActor())
  plantTwoCustomers(ctx.store, ctx.vault)
  writeSettingValue(ctx.store, 'requests_per_minute', '100000', 0)
  for (const role of ROLES) tokens.set(role, createKey({ ctx, input: { name: role, role } }).token)
  const revoked = createKey({ ctx, input: { name: 'revoked', role: 'admin' } })
  tokens.set('revoked', revoked.token)
  revokeKey({ ctx, input: { id: revoked.id } })
  tokens.set('write key', createWriteKey({ ctx, input: { name: 'site' } }).token)
})
afterAll(() => kith.close())

const send = (caller: Caller, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const token = tokens.get(caller)
  return fetch(`${kith.url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Ten at a time, so that the machine and not the waiting sets the pace. */
async function inTens<Item, Out>(items: readonly Item[], work: (item: Item) => Promise<Out>): Promise<Out[]> {
  const out: Out[] = []
  for (let at = 0; at < items.length; at += 10) out.push(...(await Promise.all(items.slice(at, at + 10).map(work))))
  return out
}

const binding = (caller: Caller): { customer_id?: string } => (caller === 'service_bot' ? { customer_id: OWN } : {})

describe('tools over HTTP', () => {
  const cells = Object.entries(TOOL_LINES).flatMap(([tool, line]) =>
    CALLERS.flatMap((caller) =>
      (['nobody', OWN, OTHER, 'C-NONE'] as const).flatMap((object) => {
        if (object === 'nobody' ? line.args === null : !(line.by ?? []).includes('customer_id')) return []
        const args = object === 'nobody' ? (line.args ?? {}) : { ...line.besides, customer_id: object }
        const asker = askerOf(caller)
        const row: Row = object === 'nobody' || line.row === 'personal export, erasure' ? line.row : 'customer rows'
        const aboutOwn = object !== 'nobody' && row === 'customer rows' && asker === 'bound_bot' && line.noBots !== true
        const may = aboutOwn
          ? object === OWN
          : asker !== null &&
            (POLICY[row].includes(asker) || (asker === 'bound_bot' && line.ownUnasked === true && object === 'nobody'))
        if (may && TRAINING.has(tool)) return []
        const status = asker === null ? 401 : may ? null : aboutOwn ? 404 : 403
        return [{ tool, caller, object, args, status }]
      }),
    ),
  )

  test('are as the policy says in every cell', async () => {
    const wrong = await inTens(cells, async ({ tool, caller, object, args, status }) => {
      const reply = await send(caller, 'POST', `/v1/tools/${tool}`, { args, ...binding(caller) })
      await reply.arrayBuffer()
      const right = status === null ? ![401, 403, 500].includes(reply.status) : reply.status === status
      return right ? [] : [`${tool} / ${caller} / ${object}: ${status ?? 'let in'}, got ${reply.status}`]
    })
    expect(wrong.flat()).toEqual([])
    expect(cells.length).toBeGreaterThan(800)
  })

  test('a key cannot take another role, nor a bot another customer by naming both', async () => {
    for (const caller of ROLES.filter((role) => role !== 'admin')) {
      const reply = await send(caller, 'POST', '/v1/tools/find_customers', { args: {}, role: 'admin' })
      expect(reply.status, caller).toBe(403)
    }
    const args = { customer_id: OTHER }
    const reply = await send('service_bot', 'POST', '/v1/tools/get_customer_profile', { args, customer_id: OWN })
    expect(reply.status).toBe(404)
  })
})

describe('tools over MCP', () => {
  const ask = async (caller: Caller, method: string, params: object): Promise<{ status: number; body: string }> => {
    const headers = { accept: 'application/json, text/event-stream', 'kith-customer-id': OWN }
    const reply = await send(caller, 'POST', '/mcp', { jsonrpc: '2.0', id: 1, method, params }, headers)
    return { status: reply.status, body: await reply.text() }
  }

  test.each(CALLERS)('a %s is offered what it may read, and nothing that proposes', async (caller) => {
    const { status, body } = await ask(caller, 'tools/list', {})
    const asker = askerOf(caller)
    if (asker === null) {
      expect(status).toBe(401)
      return
    }
    const { result } = JSON.parse(body) as { result: { tools: { name: string }[] } }
    const offered = new Set(result.tools.map(({ name }) => name))
    const wrong = Object.entries(TOOL_LINES).flatMap(([tool, line]) => {
      const proposes = ['segment or alert', 'message, export, price', 'personal export, erasure'].includes(line.row)
      const never = proposes || (!POLICY[line.row].includes(asker) && (line.by ?? []).length === 0)
      const always = !proposes && POLICY[line.row].includes(asker)
      return (always && !offered.has(tool)) ||
        (proposes && offered.has(tool)) ||
        (never && (SHUT.has(line.row) || asker === 'bound_bot') && offered.has(tool)) ||
        (asker === 'bound_bot' && line.noBots === true && offered.has(tool))
        ? [tool]
        : []
    })
    expect(wrong).toEqual([])
  })

  test('a tool that proposes is refused by name, for every caller', async () => {
    const proposing = Object.entries(TOOL_LINES).filter(
      ([, { row }]) => row === 'segment or alert' || row === 'message, export, price',
    )
    const wrong = await inTens(
      proposing.flatMap(([tool, line]) => ROLES.map((caller) => ({ tool, caller, args: line.args ?? {} }))),
      async ({ tool, caller, args }) => {
        const { body } = await ask(caller, 'tools/call', { name: tool, arguments: args })
        return body.includes('there is no tool') ? [] : [`${tool} / ${caller}: ${body.slice(0, 200)}`]
      },
    )
    expect(wrong.flat()).toEqual([])
  })
})

/** Rows of which a role that may not is not even offered the tools. */
const SHUT: ReadonlySet<Row> = new Set<Row>(['proposals'])

describe('other ways in', () => {
  const ROUTES: readonly (readonly [string, string, Row, unknown?])[] = [
    ['GET', '/v1/tools', 'anyone'],
    ['GET', '/v1/threads', 'anyone'],
    ['GET', '/v1/memory', 'anyone'],
    ['GET', '/v1/segments', 'customer rows'],
    ['GET', '/v1/segments/S-none', 'customer rows'],
    ['POST', '/v1/segments', 'segment or alert', { name: 'some', filters: [{ field: 'orders', op: 'gte', value: 1 }] }],
    ['GET', '/v1/alerts', 'customer rows'],
    ['GET', '/v1/approvals', 'proposals'],
    ['GET', '/v1/approvals?status=all', 'proposals'],
    ['GET', '/v1/approvals/P-none', 'proposals'],
    ['GET', '/v1/audiences/aud-none.csv', 'message, export, price'],
    ['GET', '/v1/settings', 'settings, read'],
    ['POST', '/v1/settings/return_window_days', 'settings', { value: 9 }],
    ['GET', '/v1/audit', 'audit'],
    ['GET', '/v1/audit/verification', 'audit'],
    ['GET', '/v1/keys', 'settings'],
    ['POST', '/v1/keys', 'settings', { name: 'x', role: 'analyst' }],
    ['DELETE', '/v1/keys/K-none', 'settings'],
    ['GET', '/v1/imports/none', 'imports'],
    ['DELETE', '/v1/imports/none', 'imports'],
    ['GET', '/v1/imports/none/quarantine.csv', 'imports'],
    ['POST', '/v1/imports?dry_run=true', 'imports'],
    ['GET', '/v1/trainings', 'imports'],
    ['DELETE', '/v1/trainings/none', 'imports'],
  ]
  const cells = ROUTES.flatMap(([method, path, row, body]) =>
    CALLERS.map((caller) => ({ method, path, row, body, caller })),
  )

  test('are open to whom the policy names, in every cell', async () => {
    const wrong = await inTens(cells, async ({ method, path, row, body, caller }) => {
      const reply = await send(caller, method, path, body)
      await reply.arrayBuffer()
      const asker = askerOf(caller)
      const expected = asker === null ? 401 : POLICY[row].includes(asker) ? null : 403
      const right = expected === null ? ![401, 403, 500].includes(reply.status) : reply.status === expected
      return right ? [] : [`${method} ${path} / ${caller}: ${expected ?? 'let in'}, got ${reply.status}`]
    })
    expect(wrong.flat()).toEqual([])
  })

  test('a bot that is bound by the path sees that customer alone, and nobody else sees more than their role', async () => {
    for (const caller of CALLERS) {
      const asker = askerOf(caller)
      const reply = await send(caller, 'GET', `/v1/customers/${OWN}/context`)
      await reply.arrayBuffer()
      const may = asker === 'bound_bot' || (asker !== null && POLICY['customer rows'].includes(asker))
      expect(reply.status, caller).toBe(asker === null ? 401 : may ? 200 : 403)
    }
  })
})
