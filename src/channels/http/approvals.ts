import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { decide } from '../../services/approvals/decide.ts'
import { listProposals } from '../../services/approvals/list-proposals.ts'
import { listedProposal } from '../../services/approvals/list-proposals-result.ts'
import { postApproved } from '../../services/approvals/outbox/post-approved.ts'
import { reviseProposal } from '../../services/approvals/revise-proposal.ts'
import { showProposal, type ShownProposal } from '../../services/approvals/show-proposal.ts'
import { readExport } from '../../services/audiences/export/export-audience.ts'
import type { ServiceContext } from '../../services/context.ts'
import { cutPage } from '../../lib/page.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { cursorOf, readPage } from './paging.ts'
import { languageOf } from './language-of.ts'
import { readJson } from './read-json.ts'
import { tellProblem } from '../problems/tell-problem.ts'

export const decisionBody = z.strictObject({
  /** The hash that was shown: an approval is for that and nothing else. */
  hash: z.string().min(1).max(128),
  note: z.string().max(500).optional(),
})
export const reviseBody = z.strictObject({
  hash: z.string().min(1).max(128),
  /** Those that change; the others stay as they are. */
  args: z.record(z.string(), z.unknown()),
})
const STATUSES = ['proposed', 'approved', 'rejected', 'expired', 'executed', 'failed', 'all'] as const

/** Proposals: listed, shown afresh, approved, rejected and revised; and the file of an approved export. */
export function approvalRoutes(runtime: Runtime) {
  const contextOf = (c: Context<AppEnvironment>) => runtime.contextFor(c.get('actor'), { language: languageOf(c) })
  const settle = async (c: Context<AppEnvironment>, decision: 'approve' | 'reject') => {
    const { hash, note } = await readJson(c, decisionBody)
    const ctx = contextOf(c)
    const proposalId = c.req.param('id') ?? ''
    decide({ ctx, input: { proposalId, decision, hash, ...(note === undefined ? {} : { note }) } })
    // The answer does not wait for somebody else's server; what it does not take is tried again each minute.
    if (decision === 'approve') {
      postApproved(ctx).catch((error: unknown) => ctx.log.error({ err: error }, 'approved files could not be posted'))
    }
    return c.json(shown(ctx, proposalId))
  }
  return new OpenAPIHono<AppEnvironment>()
    .get('/v1/approvals', (c) => {
      const ctx = contextOf(c)
      const { limit, after } = readPage(c, 'approvals')
      const status = statusOf(c.req.query('status')) ?? 'proposed'
      const wanted = { status: status === 'all' ? null : status, page: { limit: limit + 1, after } }
      const page = cutPage(listProposals({ ctx, input: wanted }), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
      const proposals = page.items.map((row) => ({
        ...listedProposal(ctx, row),
        ...shown(ctx, row.id),
      }))
      const waiting = listProposals({ ctx, input: { status: 'proposed' } }).length
      return c.json({ proposals, waiting, next_cursor: cursorOf('approvals', page.next) })
    })
    .get('/v1/approvals/:id', (c) => c.json(shown(contextOf(c), c.req.param('id'))))
    .post('/v1/approvals/:id/approve', (c) => settle(c, 'approve'))
    .post('/v1/approvals/:id/reject', (c) => settle(c, 'reject'))
    .post('/v1/approvals/:id/revise', async (c) => {
      const { hash, args } = await readJson(c, reviseBody)
      const ctx = contextOf(c)
      const row = reviseProposal({ ctx, input: { proposalId: c.req.param('id'), hash, args } })
      return c.json(shown(ctx, row.id), 201)
    })
    .get('/v1/audiences/:file', (c) => {
      if (!c.req.param('file').endsWith('.csv')) throw new NotFoundError('file', c.req.param('file'))
      const ctx = runtime.contextFor(c.get('actor'))
      listProposals({ ctx, input: { status: 'approved' } })
      const audienceId = c.req.param('file').replace(/\.csv$/, '')
      const { content } = readExport(ctx, { audienceId, proposalId: c.req.query('proposal') })
      return c.body(new Uint8Array(content), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${audienceId.replaceAll(/[^\w-]/g, '_')}.csv"`,
        'cache-control': 'no-store',
      })
    })
}

/** A proposal as its reader sees it, with what stands against an approval in their words. */
function shown(ctx: ServiceContext, proposalId: string): ShownProposal {
  const proposal = showProposal({ ctx, input: { proposalId } })
  if (proposal.why_not === null) return proposal
  const why = { code: 'FORBIDDEN', message: proposal.why_not, hint: null, field: null }
  return { ...proposal, why_not: tellProblem(why, ctx.language).message }
}

function statusOf(written: string | undefined): (typeof STATUSES)[number] | undefined {
  const status = STATUSES.find((one) => one === written)
  if (written === undefined || status !== undefined) return status
  throw new InvalidInputError(`there is no status '${written}'`, {
    field: 'status',
    hint: `Statuses are: ${STATUSES.join(', ')}.`,
  })
}
