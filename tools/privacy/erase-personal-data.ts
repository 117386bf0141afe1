import { z } from 'zod'
import { erasePersonalData } from '../../src/services/privacy/propose-privacy.ts'
import { defineTool } from '../define-tool.ts'
import { proposalSchema } from '../proposal-schema.ts'

export const erasePersonalDataTool = defineTool({
  name: 'erase_personal_data',
  description:
    'Proposes to erase one customer for good: identifiers, profile, predictions, what they wrote and did; orders stay as ' +
    'orders of nobody. Nothing happens before the proposal is approved. customer_id as find_customers returned it.',
  scope: 'propose:privacy',
  input: z.object({ customer_id: z.string().min(1).max(200) }),
  output: z.object({ proposal: proposalSchema }),
  run: ({ ctx, input }) => erasePersonalData({ ctx, input }),
})
