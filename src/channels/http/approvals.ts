import { OpenAPIHono, z } from '@hono/zod-openapi'
import { InvalidInputError } from '../../lib/errors.ts'
import { decide } from '../../services/approvals/decide.ts'
import { listProposals } from '../../services/approvals/list-proposals.ts'
import { listProposalsResult } from '../../services/approvals/list-proposals-result.ts'
import { readExport } from '../../services/audiences/export/export-audience.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { readJson } from './read-json.ts'

const decisionBody = z.strictObject({
  /** The hash that was shown: an approval is for that and nothing else. */
  hash: z.string().min(1).max(128),
  note: z.string().max(500).optional(),
})
const STATUSES = ['proposed', 'approved', 'rejected', 'expired', 'executed', 'failed', 'all'] as const

/** Proposals: listed, approved and rejected; and the file of an approved export. */
export const approvalRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/approvals', (c) => {
      const status = statusOf(c.req.query('status'))
      const { data } = listProposalsResult({ ctx: runtime.contextFor(c.get('actor')), input: { status } })
      return c.json({ ...data, next_cursor: null })
    })
    .post('/v1/approvals/:id/:decision{approve|reject}', async (c) => {
      const body = await readJson(c, decisionBody)
      const ctx = runtime.contextFor(c.get('actor'))
      const decision = c.req.param('decision') === 'approve' ? 'approve' : 'reject'
      const row = decide({
        ctx,
        input: {
          proposalId: c.req.param('id'),
          decision,
          hash: body.hash,
          ...(body.note === undefined ? {} : { note: body.note }),
        },
      })
      const outcome: unknown = row.outcome === null ? null : JSON.parse(row.outcome)
      return c.json({ proposal_id: row.id, status: row.status, decided_by: row.decidedBy, outcome })
    })
    .get('/v1/audiences/:file{.+\\.csv}', (c) => {
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

function statusOf(written: string | undefined): (typeof STATUSES)[number] | undefined {
  const status = STATUSES.find((one) => one === written)
  if (written === undefined || status !== undefined) return status
  throw new InvalidInputError(`there is no status '${written}'`, {
    field: 'status',
    hint: `Statuses are: ${STATUSES.join(', ')}.`,
  })
}
