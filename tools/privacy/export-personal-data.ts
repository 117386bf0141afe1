import { z } from 'zod'
import { exportPersonalData } from '../../src/services/privacy/propose-privacy.ts'
import { defineTool } from '../define-tool.ts'
import { proposalSchema } from '../proposal-schema.ts'

export const exportPersonalDataTool = defineTool({
  name: 'export_personal_data',
  description:
    'Proposes a copy of everything kept about one customer, with purposes and recipients, for the customer. The file is ' +
    'written once the proposal is approved and is never shown in a conversation. customer_id as find_customers returned it.',
  scope: 'propose:privacy',
  input: z.object({ customer_id: z.string().min(1).max(200) }),
  output: z.object({ proposal: proposalSchema }),
  run: ({ ctx, input }) => exportPersonalData({ ctx, input }),
})
