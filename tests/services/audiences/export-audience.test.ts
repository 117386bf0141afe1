import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildAudience } from '../../../src/services/audiences/build-audience.ts'
import { csvLine } from '../../../src/services/audiences/export/csv-line.ts'
import {
  exportAudience,
  readExport,
  type ExportAudienceInput,
} from '../../../src/services/audiences/export/export-audience.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import type { Store } from '../../../src/store/open.ts'
import { callFor } from '../../support/planner.ts'
import { CONSENT_DAY, consentShop, withdraw } from '../../support/consent-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'

let store: Store
let home: string
let audience: string
const as = (role: Role) => testContext(store, CONSENT_DAY, { home, actor: testActor(role) })
beforeEach(async () => {
  store = consentShop()
  home = mkdtempSync(join(tmpdir(), 'kith-export-'))
  const { data } = await buildAudience({ ctx: as('marketer'), input: { filters: [], channel: 'email' } })
  audience = data.audience_id ?? ''
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const propose = (input: Partial<ExportAudienceInput> = {}) =>
  exportAudience({ ctx: as('marketer'), input: { audience_id: audience, ...input } }).data.proposal
const exported = (input: Partial<ExportAudienceInput> = {}): string => {
  const { proposal_id: id, hash } = propose(input)
  decide({ ctx: as('admin'), input: { proposalId: id, decision: 'approve', hash } })
  return readExport(as('marketer'), { audienceId: audience, proposalId: id }).content.toString('utf8')
}
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('export_audience', () => {
  test('writes those who agreed and are not held out, once approved', () => {
    const lines = exported().trim().split('\r\n')
    expect(lines[0]).toBe('customer_id,email,phone')
    // 30 agreed, 3 are held out, C-4 has no address (and may be among the held out).
    expect([26, 27]).toContain(lines.length - 1)
    expect(lines.slice(1).every((line) => /^C-\d*[02468],c\d+@shop\.example,$/.test(line))).toBe(true)
  })

  test('hashes for Meta as Meta matches, always', () => {
    const [header, first = ''] = exported({ format: 'meta' }).split('\r\n')
    expect(header).toBe('email,phone,country,extern_id')
    const known = new Set(Array.from({ length: 60 }, (_, i) => digest(`c${i + 1}@shop.example`)))
    expect(known.has(first.split(',')[0] ?? '')).toBe(true)
    expect(() => propose({ format: 'meta', hashed: false })).toThrow(/only as hashes/)
  })

  test('writes Klaviyo’s own columns, and no hashes for it', () => {
    expect(exported({ format: 'klaviyo' })).toMatch(/^Email,Phone Number,External ID\r\nc\d+@shop\.example,,C-\d+\r\n/)
    expect(() => propose({ format: 'klaviyo', hashed: true })).toThrow(/no hashed/)
  })

  test('leaves out who withdrew after the proposal', () => {
    const { proposal_id: id, hash } = propose()
    for (const customer of ['C-60', 'C-58', 'C-56', 'C-54']) withdraw(store, customer, 'email', 5)
    decide({ ctx: as('admin'), input: { proposalId: id, decision: 'approve', hash } })
    const { path } = readExport(as('admin'), { audienceId: audience, proposalId: id })
    expect(readFileSync(path, 'utf8')).not.toMatch(/C-(?:60|58|56|54),/)
  })

  test('refuses an audience of a handful', async () => {
    const { data } = await buildAudience({ ctx: as('marketer'), input: { filters: [], channel: 'email', limit: 5 } })
    expect(() => propose({ audience_id: data.audience_id ?? '' })).toThrow(/10 are the least/)
  })

  test('is not read without an approved proposal for this very audience', async () => {
    const proposal = propose()
    const read =
      (proposalId?: string, audienceId = audience) =>
      () =>
        readExport(as('marketer'), { audienceId, proposalId })
    expect(read()).toThrow(expect.objectContaining({ code: 'NEEDS_APPROVAL' }))
    expect(read(proposal.proposal_id)).toThrow(expect.objectContaining({ code: 'NEEDS_APPROVAL' }))
    decide({ ctx: as('admin'), input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
    expect(read(proposal.proposal_id, 'aud-other')).toThrow(expect.objectContaining({ code: 'NEEDS_APPROVAL' }))
    expect(read(proposal.proposal_id)().content.length).toBeGreaterThan(100)
  })

  test.each(['analyst', 'privacy_officer', 'service_bot', 'slack_guest'] as const)('is not for a %s', (role) => {
    expect(() => exportAudience({ ctx: as(role), input: { audience_id: audience } })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    )
  })

  test('guards cells that a spreadsheet would run, and leaves telephone numbers as they are', () => {
    expect(csvLine(['=1+1', '+8613800138000', '-3', '@x', 'a"b,c', '\tx'])).toBe(
      `'=1+1,+8613800138000,-3,'@x,"a""b,c","'\tx"\r\n`,
    )
  })
})

test.each([
  ['export aud-2026-06-30-c18cd482 to klaviyo', { audience_id: 'aud-2026-06-30-c18cd482', format: 'klaviyo' }],
  ['把受众aud-2026-06-30-c18cd482导出给meta', { audience_id: 'aud-2026-06-30-c18cd482', format: 'meta' }],
  [
    'export aud-2026-06-30-c18cd482 as csv with hashed addresses',
    { audience_id: 'aud-2026-06-30-c18cd482', format: 'csv', hashed: true },
  ],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'export_audience', args })
})
