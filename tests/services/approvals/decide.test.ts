import { beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { previewOf } from '../../../src/services/approvals/proposal-preview.ts'
import { listProposalsResult } from '../../../src/services/approvals/list-proposals-result.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { showProposal } from '../../../src/services/approvals/show-proposal.ts'
import { readSetting } from '../../../src/services/settings/read-setting.ts'
import type { Store } from '../../../src/store/open.ts'
import { proposals } from '../../../src/store/schema/index.ts'
import { verifyAudit } from '../../../src/store/queries/audit/verify-audit.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let store: Store
beforeEach(() => {
  store = makeShop({})
})
const admin = () => testContext(store, '2026-06-30')
const proposeReturnWindow = (value: unknown = 14) =>
  propose({ ctx: admin(), input: { action: 'change_setting', args: { setting: 'return_window_days', value } } })

describe('a proposal', () => {
  test('keeps what it said in the language of whoever reads it, long after it was decided', () => {
    const row = proposeReturnWindow()
    decide({ ctx: admin(), input: { proposalId: row.id, decision: 'reject', hash: row.hash } })
    proposeReturnWindow(30)
    const shown = (language: 'en' | 'zh') =>
      showProposal({ ctx: { ...admin(), language }, input: { proposalId: row.id } }).preview
    expect(shown('en')).toBe('Change the setting "Days in which goods may be sent back" from 7 to 14.')
    expect(shown('zh')).toBe('把设置“可退货天数”从 7 改为 14。')
    const listed = listProposalsResult({ ctx: { ...admin(), language: 'zh' }, input: { status: 'rejected' } })
    expect(listed.data.proposals.map(({ preview }) => preview)).toEqual(['把设置“可退货天数”从 7 改为 14。'])
  })

  test('of before there were two languages is shown in the one that it was kept in', () => {
    expect(previewOf({ preview: 'Save the segment "VIPs": 78 customers now.' }, 'zh')).toMatch(/^Save the segment/)
  })

  test('changes nothing by itself, and says what it would change', () => {
    const row = proposeReturnWindow()
    expect(row.status).toBe('proposed')
    expect(previewOf(row, 'en')).toBe('Change the setting "Days in which goods may be sent back" from 7 to 14.')
    expect(readSetting(store, 'return_window_days')).toBe(7)
  })

  test('takes effect once it is approved, in one transaction with its record', () => {
    const row = proposeReturnWindow()
    const done = decide({ ctx: admin(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    expect(done).toMatchObject({ status: 'executed', decidedBy: 'test-admin' })
    expect(readSetting(store, 'return_window_days')).toBe(14)
    expect(verifyAudit(store)).toEqual({ rows: 2, brokenAt: null })
  })

  test('takes effect exactly once, however often it is approved', () => {
    const row = proposeReturnWindow()
    const approve = () => decide({ ctx: admin(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    approve()
    for (let attempt = 0; attempt < 5; attempt += 1) expect(approve).toThrow(/executed already/)
    expect(verifyAudit(store).rows).toBe(2)
  })

  test('is refused when its arguments were changed after it was shown', () => {
    const row = proposeReturnWindow()
    store.db.update(proposals).set({ args: '{"setting":"return_window_days","value":365}' }).run()
    expect(() => decide({ ctx: admin(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })).toThrow(
      /other arguments/,
    )
    expect(readSetting(store, 'return_window_days')).toBe(7)
  })

  test('is refused with the hash of another proposal', () => {
    const [row, other] = [proposeReturnWindow(14), proposeReturnWindow(30)]
    expect(() =>
      decide({ ctx: admin(), input: { proposalId: row.id, decision: 'approve', hash: other.hash } }),
    ).toThrow(/other arguments/)
  })

  test('expires after a day', () => {
    const row = proposeReturnWindow()
    const tomorrow = { ...admin(), clock: () => row.expiresAt }
    expect(() => decide({ ctx: tomorrow, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })).toThrow(
      /expired already/,
    )
    expect(listProposals({ ctx: tomorrow, input: { status: 'expired' } })).toHaveLength(1)
  })

  test('leaves no trace when its effect fails', () => {
    const row = proposeReturnWindow()
    const broken = { ...admin(), clock: () => Number.NaN }
    expect(() => decide({ ctx: broken, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })).toThrow()
    expect(listProposals({ ctx: admin(), input: { status: 'proposed' } })).toHaveLength(1)
    expect(readSetting(store, 'return_window_days')).toBe(7)
  })

  test.each(['analyst', 'marketer', 'privacy_officer', 'service_bot', 'slack_user', 'slack_guest'] as const)(
    'of a setting is not for a %s to make or approve',
    (role) => {
      const row = proposeReturnWindow()
      const ctx = { ...admin(), actor: testActor(role) }
      expect(() =>
        propose({ ctx, input: { action: 'change_setting', args: { setting: 'return_window_days', value: 3 } } }),
      ).toThrow()
      expect(() => decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })).toThrow()
      expect(readSetting(store, 'return_window_days')).toBe(7)
    },
  )

  test.each([
    ['no such action', { action: 'send_rocket', args: {} }, /no action 'send_rocket'/],
    ['an unknown setting', { action: 'change_setting', args: { setting: 'x', value: 1 } }, /setting/],
    [
      'a value out of range',
      { action: 'change_setting', args: { setting: 'return_window_days', value: -1 } },
      /cannot be -1/,
    ],
  ])('is refused for %s', (_case, input, message) => {
    expect(() => propose({ ctx: admin(), input })).toThrow(message)
  })
})
