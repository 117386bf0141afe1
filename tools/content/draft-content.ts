import { z } from 'zod'
import { DRAFT_CHANNELS, draftContent } from '../../src/services/content/draft-content.ts'
import { DRAFT_GOALS, DRAFT_TONES } from '../../src/services/content/draft-templates.ts'
import { defineTool } from '../define-tool.ts'

export const draftContentTool = defineTool({
  name: 'draft_content',
  description:
    'Drafts of messages, advertisements and replies to reviews, from prepared sentences in the language of the ' +
    'conversation: text only, without figures or offers of their own; product claims come from the catalogue. about names ' +
    'a product, a review or an earlier result. Sends and posts nothing.',
  scope: 'read:catalogue',
  input: z.object({
    audience: z.string().min(1).max(120).optional().describe('whom it is for: a stage, a tier or a segment'),
    goal: z.enum(DRAFT_GOALS).optional(),
    channel: z.enum(DRAFT_CHANNELS).optional().describe('email, for replies review_reply, unless given'),
    tone: z.enum(DRAFT_TONES).optional().describe('friendly unless given'),
    count: z.number().int().min(1).max(10).optional().describe('1 unless given'),
    about: z
      .strictObject({
        result_id: z.string().max(40).optional(),
        review_id: z.string().max(120).optional(),
        product_id: z.string().max(200).optional(),
      })
      .optional(),
    max_lines: z.number().int().min(1).max(20).optional(),
  }),
  output: z.object({
    goal: z.enum(DRAFT_GOALS),
    channel: z.enum(DRAFT_CHANNELS),
    tone: z.enum(DRAFT_TONES),
    audience: z.string().nullable(),
    product_id: z.string().nullable(),
    drafts: z
      .array(z.object({ subject: z.string().nullable(), text: z.string(), lines: z.array(z.string()).readonly() }))
      .readonly(),
  }),
  run: ({ ctx, input }) => draftContent({ ctx, input }),
})
