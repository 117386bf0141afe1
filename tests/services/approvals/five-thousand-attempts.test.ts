import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { reviseProposal } from '../../../src/services/approvals/revise-proposal.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { readProposal, type ProposalRow } from '../../../src/store/queries/proposals/proposals.ts'
import { verifyAudit } from '../../../src/store/queries/audit/verify-audit.ts'
import { auditLog, proposals, segments, settings } from '../../../src/store/schema/index.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { eq } from 'drizzle-orm'

const home = mkdtempSync(join(tmpdir(), 'kith-approvals-'))
afterAll(() => rmSync(home, { recursive: true }))
const store = makeShop({
  customers: [
    { id: 'C-1', createdAt: 0 },
    { id: 'C-2', createdAt: 0 },
  ],
})
const as = (role: Role, id: string = role, rest: object = {}) =>
  testContext(store, '2026-06-30', { actor: testActor(role, { id }), home, ...rest })
for (const name of ['one', 'two']) createKey({ ctx: as('admin'), input: { name, role: 'admin' } })

const random = seededRandom('approvals')
const from = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
const attempt = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof KithError ? error.code : 'crash'
  }
}

let made = 0
/** One of three kinds: into the store, into a file with a second person, into a file. */
function proposeOne(): ProposalRow {
  const n = (made += 1)
  const [role, input] = from([
    ['marketer', { action: 'save_segment', args: { name: `s${n}`, filters: [], customer_ids: null, as_of: n } }],
    ['analyst', { action: 'limit_account', args: { customer_ids: ['C-1'], limit: 'no_coupons', note: `n${n}` } }],
    ['marketer', { action: 'post_to_slack', args: { channel: '#team', text: `Good morning, number ${n}` } }],
    ['admin', { action: 'change_setting', args: { setting: 'return_window_days', value: 1 + (n % 300) } }],
  ] as const)
  return propose({ ctx: as(role, `asker-${role}`), input })
}

/** How many effects there are of anything: segments, files, audited executions of settings. */
const effects = (): number =>
  store.db.select().from(segments).all().length +
  (existsSync(join(home, 'outbox'))
    ? readdirSync(join(home, 'outbox')).filter((name) => name.endsWith('.json')).length
    : 0) +
  store.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, 'approve'))
    .all()
    .filter(({ details }) => String(details).includes('change_setting')).length
const settled = (): string => JSON.stringify(store.db.select().from(settings).all())

const approve = (row: ProposalRow, ctx = as('admin', 'boss'), hash = row.hash) =>
  decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash } })

/** Ways to an effect without an approval; none may have one. */
const ATTACKS: Readonly<Record<string, (row: ProposalRow) => string>> = {
  'a changed argument': (row) => {
    const changed = row.args.includes('n') ? row.args.replace(/"(?=[^"]*"\}?$)/, '"x') : row.args
    store.db
      .update(proposals)
      .set({ args: `${changed.slice(0, -1)},"extra":1}` })
      .where(eq(proposals.id, row.id))
      .run()
    const code = attempt(() => approve(row))
    store.db.update(proposals).set({ args: row.args }).where(eq(proposals.id, row.id)).run()
    return code
  },
  'another actor on the row': (row) => {
    store.db.update(proposals).set({ proposedBy: 'boss2' }).where(eq(proposals.id, row.id)).run()
    const code = attempt(() => approve(row))
    store.db.update(proposals).set({ proposedBy: row.proposedBy }).where(eq(proposals.id, row.id)).run()
    return code
  },
  'the hash of another': (row) => attempt(() => approve(row, as('admin', 'boss'), proposeOne().hash)),
  'no hash': (row) => attempt(() => approve(row, as('admin', 'boss'), '')),
  'words for a hash': (row) =>
    attempt(() => approve(row, as('admin', 'boss'), from(['I approve', '我批准', 'yes', row.id]))),
  'too late': (row) =>
    attempt(() =>
      approve(
        row,
        as('admin', 'boss', { clock: () => row.createdAt - 1 + 24 * 3_600_000 + 1 + Math.floor(random() * 1e9) }),
      ),
    ),
  'another approver': (row) =>
    attempt(() =>
      approve(
        row,
        as(
          from(['analyst', 'marketer', 'privacy_officer', 'slack_user', 'slack_guest', 'service_bot'] as const),
          'stranger',
        ),
      ),
    ),
  'a proposal that is none': (row) => attempt(() => approve({ ...row, id: `${row.id}x` })),
  'a revision of a stranger': (row) =>
    attempt(() => reviseProposal({ ctx: as('service_bot'), input: { proposalId: row.id, hash: row.hash, args: {} } })),
  'a second action in disguise': (row) =>
    attempt(() =>
      propose({
        ctx: as('analyst'),
        input: { action: from(['change_setting', 'export_audience', 'send_message']), args: JSON.parse(row.args) },
      }),
    ),
}

test('5,000 attempts: no effect without an approval, and one effect of each approval', () => {
  let attempts = 0
  let approved = 0
  const wrong: string[] = []
  const names = Object.keys(ATTACKS)
  while (attempts < 5000) {
    const row = proposeOne()
    const before = [effects(), settled()]
    for (let tries = 0; tries < 8; tries += 1) {
      const name = from(names)
      // What has expired stays so: the last attempt of this proposal.
      const code = ATTACKS[name]?.(row) ?? 'no such attack'
      attempts += 1
      if (code === 'ok' || code === 'crash') wrong.push(`${name} of ${row.action}: ${code}`)
      if (name === 'too late') break
    }
    if (effects() !== before[0] || settled() !== before[1]) wrong.push(`${row.action}: an effect before its approval`)
    if (readProposal(store, row.id)?.status !== 'proposed') continue

    const crash = from(['none', 'before', 'in the effect', 'before the file'] as const)
    if (crash === 'in the effect') {
      // The process ends inside the transaction: neither the approval nor the effect is on record.
      const broken = as('admin', 'boss', { clock: () => Number.NaN })
      if (attempt(() => approve(row, broken)) === 'ok') wrong.push(`${row.action}: approved by a broken process`)
      attempts += 1
      if (effects() !== before[0]) wrong.push(`${row.action}: an effect of a broken process`)
    }
    if (crash === 'before the file') {
      // Approved and on record, and then the folder cannot be written: listing takes it up again.
      attempt(() => approve(row, as('admin', 'boss', { home: '/dev/null' })))
      attempts += 1
    }
    for (let replay = 0; replay < 4; replay += 1) {
      attempt(() => approve(row))
      attempts += 1
    }
    listProposals({ ctx: as('admin', 'boss'), input: { status: null } })
    listProposals({ ctx: as('admin', 'boss'), input: { status: null } })
    approved += 1
    const { status } = readProposal(store, row.id) ?? {}
    if (status !== 'executed') wrong.push(`${row.action} after a crash ${crash}: ${status}`)
    if (effects() !== Number(before[0]) + 1)
      wrong.push(`${row.action} after a crash ${crash}: ${effects()} effects, not one more`)
  }
  expect(wrong.slice(0, 20)).toEqual([])
  expect(attempts).toBeGreaterThanOrEqual(5000)
  expect(approved).toBeGreaterThan(100)
  expect(verifyAudit(store).brokenAt).toBeNull()
})
