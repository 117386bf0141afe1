import { z } from 'zod'

/** A proposal as the tools that make one return it. */
export const proposalSchema = z.object({
  proposal_id: z.string(),
  action: z.string(),
  preview: z.string(),
  hash: z.string(),
  expires_at: z.string(),
})
