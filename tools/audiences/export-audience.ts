import { z } from 'zod'
import { exportAudience } from '../../src/services/audiences/export/export-audience.ts'
import { EXPORT_FORMATS } from '../../src/services/audiences/export/export-formats.ts'
import { defineTool } from '../define-tool.ts'
import { proposalSchema } from '../proposal-schema.ts'

export const exportAudienceTool = defineTool({
  name: 'export_audience',
  description:
    'Proposes to let an audience leave as a file: csv, klaviyo or meta (always hashed). audience_id comes from ' +
    'build_audience. Only addresses whose channel the person agreed to, never those held out, never fewer people than the ' +
    'smallest group. Written once another person has approved it.',
  scope: 'propose:action',
  input: z.object({
    audience_id: z.string().min(1).max(120),
    format: z.enum(EXPORT_FORMATS).optional().describe('csv unless given'),
    hashed: z.boolean().optional().describe('SHA-256 instead of addresses; meta always, klaviyo never'),
  }),
  output: z.object({
    proposal: proposalSchema,
    audience_id: z.string(),
    format: z.enum(EXPORT_FORMATS),
    hashed: z.boolean(),
  }),
  run: ({ ctx, input }) => exportAudience({ ctx, input }),
})
