import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../src/services/access/actor.ts'
import { decide, mayDecide } from '../../../src/services/approvals/decide.ts'
import { proposalHash } from '../../../src/services/approvals/proposal-hash.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { reviseProposal } from '../../../src/services/approvals/revise-proposal.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { KithError } from '../../../src/lib/errors.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import { insertProposal, readProposal, type ProposalRow } from '../../../src/store/queries/proposals/proposals.ts'
import { auditLog } from '../../../src/store/schema/index.ts'
import { ACTION_LINES, ASKERS, mayApprove, POLICY, type Asker } from '../../support/policy-table.ts'
import { makeShop, testActor, testContext, testVault } from '../../support/shop.ts'
import { CONTACTS, OTHER, OWN, plantTwoCustomers } from '../../../evals/attacks/two-customers.ts'

const store = makeShop({})
plantTwoCustomers(store, testVault)
const actorOf = (asker: Asker, rest: Partial<Actor> = {}): Actor =>
  asker === 'bound_bot' || asker === 'unbound_bot'
    ? testActor('service_bot', { id: asker, boundCustomerId: asker === 'bound_bot' ? OWN : null, ...rest })
    : testActor(asker, { id: asker, ...rest })
const as = (asker: Asker, rest: Partial<Actor> = {}) =>
  testContext(store, '2026-06-30', { actor: actorOf(asker, rest) })

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof KithError ? error.code : 'INTERNAL'
  }
}

beforeAll(() => {
  // Two people work here, so what needs a second person needs one.
  for (const name of ['one', 'two']) createKey({ ctx: as('admin'), input: { name, role: 'admin' } })
})

let rows = 0
/** A proposal that waits, as if `by` had made it. */
function waiting(action: string, by: Asker): ProposalRow {
  const { args } = ACTION_LINES[action] ?? { args: {} }
  const row: ProposalRow = {
    id: `P-${(rows += 1)}`,
    action,
    args: canonicalJson(args),
    hash: proposalHash({ actorId: by, action, args }),
    preview: '',
    proposedBy: by,
    proposedRole: actorOf(by).role,
    createdAt: 0,
    expiresAt: Date.parse('2026-12-31'),
    status: 'proposed',
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    executedAt: null,
    outcome: null,
  }
  insertProposal(store, row)
  return row
}

const everyAction = Object.entries(ACTION_LINES).flatMap(([action, line]) =>
  ASKERS.map((asker) => ({ action, asker, line })),
)

describe('role by action', () => {
  test('who may propose', () => {
    const wrong = everyAction.flatMap(({ action, asker, line }) => {
      const code = codeOf(() => propose({ ctx: as(asker), input: { action, args: line.args } }))
      const may = POLICY[line.row].includes(asker)
      // A bot that is bound to nobody finds no order to put up for review.
      const asExpected =
        action === 'review_order' && asker === 'unbound_bot' ? code === 'NOT_FOUND' : (code !== 'FORBIDDEN') === may
      return asExpected && code !== 'INTERNAL' ? [] : [`${action} / ${asker}: ${code}`]
    })
    expect(wrong).toEqual([])
  })

  test.each(['own', 'other'] as const)('who may approve: %s', (whose) => {
    const wrong = everyAction.flatMap(({ action, asker, line }) => {
      const by: Asker = whose === 'own' ? asker : asker === 'admin' ? 'privacy_officer' : 'admin'
      const objection = mayDecide(as(asker), waiting(action, by), 'approve')
      const may = mayApprove(asker, line.row, whose === 'own') && !(whose === 'own' && line.secondPerson)
      return (objection === null) === may ? [] : [`${action} / ${asker}: ${objection?.message ?? 'may'}`]
    })
    expect(wrong).toEqual([])
  })

  test('who may not approve changes nothing by trying, nor by revising', () => {
    const wrong = everyAction.flatMap(({ action, asker, line }) => {
      if (mayApprove(asker, line.row, false)) return []
      const row = waiting(action, asker === 'admin' ? 'privacy_officer' : 'admin')
      const { id: proposalId, hash } = row
      const codes = [
        codeOf(() => decide({ ctx: as(asker), input: { proposalId, decision: 'approve', hash } })),
        codeOf(() => reviseProposal({ ctx: as(asker), input: { proposalId, hash, args: {} } })),
      ]
      return !codes.includes('ok') && readProposal(store, proposalId)?.status === 'proposed'
        ? []
        : [`${action} / ${asker}: ${codes.join(', ')}`]
    })
    expect(wrong).toEqual([])
  })

  test('who sees no proposals reads the same of one as of none', () => {
    const { id, hash } = waiting('change_setting', 'admin')
    for (const asker of ['slack_guest', 'bound_bot', 'unbound_bot', 'writer'] as const) {
      const said = [id, 'P-none'].map((proposalId) =>
        ['approve', 'reject', 'revise'].map((how) => {
          try {
            if (how === 'revise') reviseProposal({ ctx: as(asker), input: { proposalId, hash, args: {} } })
            else decide({ ctx: as(asker), input: { proposalId, decision: how as 'approve', hash } })
            return 'done'
          } catch (error) {
            return String(error).replace(proposalId, 'ID')
          }
        }),
      )
      expect(said[0], asker).toEqual(said[1])
    }
  })

  test.each([
    ['hold_order', { order_ids: ['O-OWN'], note: null }],
    ['limit_account', { customer_ids: [OTHER], limit: 'no_coupons', note: null }],
    ['limit_account', { customer_ids: ['C-NONE'], limit: 'no_coupons', note: null }],
    ['merge_customers', { customer_ids: [OWN, OTHER], keep: null }],
    ['merge_customers', { customer_ids: [OWN, 'C-NONE'], keep: null }],
  ])('a bot proposes no %s, and does not learn who exists', (action, args) => {
    const words = ['bound_bot', 'unbound_bot'].map((asker) =>
      codeOf(() => propose({ ctx: as(asker as Asker), input: { action, args } })),
    )
    expect(words).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })

  test('the order of nobody known is not the order of a bot that speaks for nobody', () => {
    const args = { order_ids: ['O-GUEST'], decision: 'pending', note: null }
    for (const asker of ['bound_bot', 'unbound_bot'] as const) {
      expect(codeOf(() => propose({ ctx: as(asker), input: { action: 'review_order', args } }))).toBe('NOT_FOUND')
    }
  })
})

describe('role by identifier', () => {
  const SHOWN: Readonly<Record<Asker, 'all' | 'name' | 'none' | 'nothing'>> = {
    admin: 'all',
    marketer: 'all',
    privacy_officer: 'all',
    analyst: 'none',
    slack_user: 'none',
    slack_guest: 'nothing',
    bound_bot: 'name',
    unbound_bot: 'nothing',
    writer: 'nothing',
  }
  const cases = ASKERS.flatMap((asker) =>
    [OWN, OTHER].flatMap((id) =>
      [{}, { masked: true }, { sharedChannel: true }].map((rest) => [asker, id, rest] as const),
    ),
  )

  test.each(cases)('%s sees of %s with %j', (asker, id, rest) => {
    const clear = 'masked' in rest || 'sharedChannel' in rest ? 'none' : SHOWN[asker]
    const mayRead = SHOWN[asker] !== 'nothing' && (asker !== 'bound_bot' || id === OWN)
    const before = store.db.select().from(auditLog).all().length
    let said = ''
    const code = codeOf(() => {
      said = JSON.stringify(getCustomerProfile({ ctx: as(asker, rest), input: { customer_id: id } }))
    })
    expect(code === 'ok').toBe(mayRead)
    const { name, ...contacts } = CONTACTS[id as typeof OWN]
    expect(said.includes(name)).toBe(mayRead && (clear === 'all' || clear === 'name'))
    for (const value of Object.values(contacts)) expect(said.includes(value)).toBe(mayRead && clear === 'all')
    // What is shown in the clear is on record.
    const reveals = store.db.select().from(auditLog).all().length - before
    expect(reveals > 0).toBe(mayRead && clear !== 'none')
  })
})
