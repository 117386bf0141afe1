import { z } from 'zod'
import { saveSegment } from '../../src/services/segments/saved/save-segment.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const saveSegmentTool = defineTool({
  name: 'save_segment',
  description:
    'Proposes to save a segment under a name: filters save a rule that is applied afresh whenever the segment is used; ' +
    'result_id with segment_id saves a group of kmeans that new customers join by their measures; any other result a fixed ' +
    'list. Saved once approved; then the filter ' +
    'segment = name chooses its customers in every tool.',
  scope: 'propose:segment',
  input: z.object({
    name: z.string().min(1).max(120),
    filters: filtersSchema.optional(),
    result_id: z.string().max(40).optional().describe('an earlier result that lists customers or made segments'),
    segment_id: z.string().max(120).optional().describe('a group of that result, such as segment_1 or dormant'),
    refresh: z
      .enum(['live', 'never'])
      .optional()
      .describe('live unless given, for filters and groups of kmeans; never for another result'),
  }),
  output: z.object({
    proposal: z.object({
      proposal_id: z.string(),
      action: z.string(),
      preview: z.string(),
      hash: z.string(),
      expires_at: z.string(),
    }),
    size: z.number(),
    refresh: z.enum(['live', 'never']),
  }),
  run: ({ ctx, input }) => saveSegment({ ctx, input }),
})
