import { z } from 'zod'
import { listProposalsResult } from '../../src/services/approvals/list-proposals-result.ts'
import { defineTool } from '../define-tool.ts'

const STATUSES = ['proposed', 'approved', 'rejected', 'expired', 'executed', 'failed'] as const

export const listProposalsTool = defineTool({
  name: 'list_proposals',
  description:
    'Proposed actions: those that wait for a decision, or those of another status (all for every one), with what each ' +
    'would do or did. It approves nothing: that takes the button, the command line or POST /v1/approvals.',
  scope: 'read:proposals',
  input: z.object({
    status: z
      .enum([...STATUSES, 'all'])
      .optional()
      .describe('proposed (waiting) unless given'),
  }),
  output: z.object({
    proposals: z
      .array(
        z.object({
          proposal_id: z.string(),
          action: z.string(),
          status: z.enum(STATUSES),
          preview: z.string(),
          hash: z.string(),
          proposed_by: z.string(),
          proposed_on: z.string(),
          expires_at: z.string(),
          decided_by: z.string().nullable(),
          decision_note: z.string().nullable(),
          outcome: z.record(z.string(), z.unknown()).nullable(),
        }),
      )
      .readonly(),
    waiting: z.number(),
  }),
  run: ({ ctx, input }) => listProposalsResult({ ctx, input }),
})
