import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/services/access/actor.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { listProposalsResult } from '../../../src/services/approvals/list-proposals-result.ts'
import { signFile } from '../../../src/services/approvals/outbox/sign-file.ts'
import type { ProposeActionInput } from '../../../src/services/approvals/proposing/action-request.ts'
import { proposeAction } from '../../../src/services/approvals/proposing/propose-action.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import type { Store } from '../../../src/store/open.ts'
import { apiKeys, products, proposals } from '../../../src/store/schema/index.ts'
import { verifyAudit } from '../../../src/store/queries/audit/verify-audit.ts'
import { proposeActionTool } from '../../../tools/approvals/propose-action.ts'
import { CONSENT_DAY, consentShop, withdraw } from '../../support/consent-shop.ts'
import { testActor, testContext, testVault } from '../../support/shop.ts'

let store: Store
let home: string
beforeEach(() => {
  store = consentShop()
  store.db
    .insert(products)
    .values({ id: 'SKU-1', name: 'Kettle', category: 'kitchen', priceMinor: 10_000, costMinor: 6000 })
    .run()
  home = mkdtempSync(join(tmpdir(), 'kith-outbox-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const as = (role: Role, rest: Partial<ServiceContext> = {}) =>
  testContext(store, CONSENT_DAY, { home, actor: testActor(role), ...rest })
const proposed = async (input: ProposeActionInput, ctx = as('marketer')) => (await proposeAction({ ctx, input })).data
const approve = (proposal: { readonly proposal_id: string; readonly hash: string }, ctx = as('admin')) =>
  decide({ ctx, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
const outbox = (): string[] => {
  try {
    return readdirSync(join(home, 'outbox')).filter((name) => !name.endsWith('.sig'))
  } catch {
    return []
  }
}
const coupon = { action: 'send_coupon', target: { filters: [] }, parameters: { discount: 0.5 } } as const

describe('propose_action', () => {
  test('of a coupon to everyone says who gets it, who is left out, what it costs, and sends nothing', async () => {
    const { facts, data } = await proposeAction({ ctx: as('marketer'), input: coupon })
    const value = (id: string) => facts.find((fact) => fact.id === id)?.value
    // 30 agreed to e-mail, 3 of them are held out, C-4 has no address and is not among the held out.
    const held = Number(value('holdout'))
    expect(held).toBe(3)
    expect(Number(value('recipients')) + Number(value('without_address'))).toBe(27)
    expect(value('left_out_for_consent')).toBe(30)
    expect(data.proposal.preview).toMatch(/50% off to 2[67] customers by e-mail; 3 held out at random, 30 left out/)
    expect(outbox()).toEqual([])
    expect(proposeActionTool.output.safeParse(data).success).toBe(true)
  })

  test('leaves as one signed file once it is approved', async () => {
    const { proposal } = await proposed(coupon)
    const row = approve(proposal)
    expect(row.status).toBe('executed')
    expect(outbox()).toEqual([`${proposal.proposal_id}.json`])
    const path = join(home, 'outbox', `${proposal.proposal_id}.json`)
    const written = readFileSync(path, 'utf8')
    const { recipients, coupon: terms } = JSON.parse(written) as { recipients: { to: string }[]; coupon: unknown }
    expect(recipients.length).toBe((JSON.parse(row.outcome ?? '{}') as { recipients: number }).recipients)
    expect(recipients[0]?.to).toMatch(/@shop\.example$/)
    expect(terms).toMatchObject({ discount: 0.5 })
    expect(readFileSync(`${path}.sig`, 'utf8').trim()).toBe(signFile(testVault, written))
    expect(verifyAudit(store).brokenAt).toBeNull()
  })

  test('is carried out once, however often it is approved', async () => {
    const { proposal } = await proposed(coupon)
    approve(proposal)
    for (let i = 0; i < 5; i += 1) expect(() => approve(proposal)).toThrow(/executed already/)
    expect(outbox()).toHaveLength(1)
  })

  test('writes to nobody who withdrew between the proposal and the approval', async () => {
    const { proposal } = await proposed(coupon)
    const ctx = as('admin')
    withdraw(store, 'C-60', 'email', ctx.clock() - 1000)
    approve(proposal, ctx)
    expect(readFileSync(join(home, 'outbox', `${proposal.proposal_id}.json`), 'utf8')).not.toContain('"C-60"')
  })

  test('that was approved when the process ended is carried out later, once', async () => {
    const { proposal } = await proposed(coupon)
    // No folder can be made below a file: the approval is on record and the effect is not there.
    const broken = as('admin', { home: join(import.meta.filename, 'nowhere') })
    expect(() => approve(proposal, broken)).toThrow(/could not be written yet/)
    expect(store.db.select().from(proposals).get()?.status).toBe('approved')
    expect(() => approve(proposal)).toThrow(/approved already/)
    for (let i = 0; i < 3; i += 1) listProposals({ ctx: as('admin'), input: { status: null } })
    expect(outbox()).toHaveLength(1)
    expect(store.db.select().from(proposals).get()?.status).toBe('executed')
  })

  test('whose file was written before the process ended is not written again', async () => {
    const { proposal } = await proposed(coupon)
    approve(proposal)
    const path = join(home, 'outbox', `${proposal.proposal_id}.json`)
    const written = readFileSync(path, 'utf8')
    store.db.update(proposals).set({ status: 'approved', outcome: null, executedAt: null }).run()
    withdraw(store, 'C-58', 'email', 5)
    listProposals({ ctx: as('admin'), input: { status: null } })
    expect(readFileSync(path, 'utf8')).toBe(written)
    expect(store.db.select().from(proposals).get()?.status).toBe('executed')
  })

  test('needs a second person where there is more than one', async () => {
    const { proposal } = await proposed(coupon, as('admin'))
    for (const id of ['a', 'b']) {
      store.db
        .insert(apiKeys)
        .values({ id, kind: 'key', tokenHash: Buffer.from(id), hint: id, name: id, role: 'admin', createdAt: 0 })
        .run()
    }
    expect(() => approve(proposal)).toThrow(/second person/)
    approve(proposal, as('admin', { actor: testActor('admin', { id: 'colleague' }) }))
    expect(outbox()).toHaveLength(1)
  })

  test.each(['analyst', 'marketer', 'slack_user', 'privacy_officer', 'service_bot', 'slack_guest'] as const)(
    'of a coupon is not for a %s to approve',
    async (role) => {
      const { proposal } = await proposed(coupon)
      expect(() => approve(proposal, as(role))).toThrow()
      expect(outbox()).toEqual([])
    },
  )

  test('with changed arguments is refused', async () => {
    const { proposal } = await proposed(coupon)
    const row = store.db.select().from(proposals).get()
    store.db
      .update(proposals)
      .set({ args: (row?.args ?? '').replace('0.5', '0.9') })
      .run()
    expect(() => approve(proposal)).toThrow(/other arguments/)
    expect(outbox()).toEqual([])
  })

  test.each([
    ['gender', [{ field: 'gender', op: 'eq', value: 'female' }] as const],
    ['city', [{ field: 'city', op: 'eq', value: 'Shanghai' }] as const],
    ['device', [{ field: 'device', op: 'eq', value: 'mobile' }] as const],
  ])('gives no coupon by %s', async (field, filters) => {
    await expect(proposed({ ...coupon, target: { filters } })).rejects.toThrow(new RegExp(`given by ${field}`))
  })

  test('gives no coupon to hand-picked people', async () => {
    await expect(proposed({ ...coupon, target: { customer_ids: ['C-2'] } })).rejects.toMatchObject({
      details: { reason_code: 'protected' },
    })
  })

  test('fixes the price when it is proposed, so that what was approved is what happens', async () => {
    const { proposal } = await proposed({
      action: 'change_price',
      target: { product_ids: ['SKU-1'] },
      parameters: { change: -0.5 },
    })
    expect(proposal.preview).toContain('¥100.00 → ¥50.00')
    expect(proposal.preview).toContain('1 below cost')
    store.db.update(products).set({ priceMinor: 20_000 }).run()
    approve(proposal)
    expect(readFileSync(join(home, 'outbox', `${proposal.proposal_id}.json`), 'utf8')).toContain('"to": 50')
  })

  test('takes no person for a price', async () => {
    await expect(
      proposed({ action: 'change_price', target: { customer_ids: ['C-2'] }, parameters: { price: 1 } }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason_code: 'protected' } })
  })

  test.each([
    ['a coupon without its size', { ...coupon, parameters: {} }, 'parameters.discount'],
    ['a message without words', { action: 'send_message', target: { filters: [] } }, 'parameters.text'],
    ['a message to nobody named', { action: 'send_message', parameters: { text: 'x' } }, 'target'],
    ['a hold without an order', { action: 'hold_order' }, 'target.order_ids'],
    ['a price without an amount', { action: 'change_price', target: { product_ids: ['SKU-1'] } }, 'parameters.change'],
  ] as const)('asks back for %s', async (_case, input, field) => {
    await expect(proposed(input, as('admin'))).rejects.toMatchObject({ field, details: { reason_code: 'missing' } })
  })

  test.each([
    ['an unknown product', { action: 'change_price', target: { product_ids: ['X'] }, parameters: { price: 1 } }],
    ['an unknown order', { action: 'hold_order', target: { order_ids: ['X'] } }],
    ['an unknown customer', { action: 'limit_account', target: { customer_ids: ['X'] } }],
    ['an unknown audience', { ...coupon, target: { audience_id: 'X' } }],
    ['two targets', { ...coupon, target: { filters: [], audience_id: 'X' } }],
    ['a foreign parameter', { ...coupon, parameters: { discount: 0.1, price: 1 } }],
    ['a discount of everything', { ...coupon, parameters: { discount: 1 } }],
    ['an address in a post', { action: 'post_to_slack', parameters: { channel: '#a', text: 'ask li@shop.example' } }],
  ] as const)('is refused for %s', async (_case, input) => {
    await expect(proposed(input, as('admin'))).rejects.toMatchObject({ code: /INVALID_INPUT|NOT_FOUND/ })
    expect(store.db.select().from(proposals).all()).toEqual([])
  })

  test.each([
    ['marketer', 'hold_order', { order_ids: ['O-1'] }],
    ['analyst', 'send_coupon', { filters: [] }],
    ['marketer', 'change_setting', { setting: 'return_window_days' }],
    ['privacy_officer', 'review_order', { order_ids: ['O-1'] }],
    ['slack_guest', 'send_message', { filters: [] }],
  ] as const)('keeps a %s from %s', async (role, action, target) => {
    await expect(proposed({ action, target }, as(role))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('lets a service bot put only its own customer’s order up for review', async () => {
    const bot = (customer: string) =>
      as('service_bot', { actor: testActor('service_bot', { boundCustomerId: customer }) })
    const input = { action: 'review_order', target: { order_ids: ['O-1'] } } as const
    await expect(proposed(input, bot('C-2'))).resolves.toMatchObject({ proposal: { action: 'review_order' } })
    await expect(proposed(input, bot('C-3'))).rejects.toThrow("no order 'O-1' in this shop")
    await expect(proposed({ ...input, target: { order_ids: ['O-999'] } }, bot('C-3'))).rejects.toThrow(
      "no order 'O-999' in this shop",
    )
  })
})

test('list_proposals lists what waits, and what came of the rest', async () => {
  const { proposal } = await proposed(coupon)
  const list = (status?: 'executed' | 'all') => listProposalsResult({ ctx: as('admin'), input: { status } }).data
  expect(list()).toMatchObject({ waiting: 1, proposals: [{ status: 'proposed' }] })
  approve(proposal)
  expect(list()).toMatchObject({ waiting: 0, proposals: [] })
  expect(list('executed').proposals[0]?.outcome).toMatchObject({
    held_out: 3,
    file: `outbox/${proposal.proposal_id}.json`,
  })
  expect(list('all').proposals).toHaveLength(1)
})
