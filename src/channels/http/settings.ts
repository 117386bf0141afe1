import { OpenAPIHono, z } from '@hono/zod-openapi'
import { propose } from '../../services/approvals/propose.ts'
import { showProposal } from '../../services/approvals/show-proposal.ts'
import { checkAudit } from '../../services/audit/check-audit.ts'
import { listAudit } from '../../services/audit/list-audit.ts'
import { listSettings } from '../../services/settings/list-settings.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { languageOf } from './language-of.ts'
import { cursorOf, readPage } from './paging.ts'
import { readJson } from './read-json.ts'

const changeBody = z.strictObject({ value: z.unknown() })

/** Settings of the shop (a change is a proposal, 202) and the audit chain. */
export const settingRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/settings', (c) => c.json({ settings: listSettings({ ctx: runtime.contextFor(c.get('actor')) }) }))
    .post('/v1/settings/:name', async (c) => {
      const { value } = await readJson(c, changeBody)
      const ctx = runtime.contextFor(c.get('actor'), { language: languageOf(c) })
      const row = propose({ ctx, input: { action: 'change_setting', args: { setting: c.req.param('name'), value } } })
      return c.json({ proposal: showProposal({ ctx, input: { proposalId: row.id } }) }, 202)
    })
    .get('/v1/audit', (c) => {
      const { entries, next } = listAudit({
        ctx: runtime.contextFor(c.get('actor')),
        input: readPage(c, 'audit'),
      })
      return c.json({ entries, next_cursor: cursorOf('audit', next) })
    })
    .get('/v1/audit/verification', (c) => {
      const { rows, brokenAt } = checkAudit({ ctx: runtime.contextFor(c.get('actor')) })
      return c.json({ rows, broken_at: brokenAt })
    })
