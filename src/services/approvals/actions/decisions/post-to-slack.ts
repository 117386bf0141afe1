import { z } from 'zod'
import { InvalidInputError } from '../../../../lib/errors.ts'
import { detectByForm } from '../../../../privacy/detect-by-form.ts'
import { foldWidth } from '../../../../privacy/fold-width.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'

const args = z.strictObject({
  channel: z
    .string()
    .trim()
    .regex(/^#?[\p{L}\p{N}_-]{1,80}$/u),
  text: z.string().trim().min(1).max(3000),
})
type Args = z.output<typeof args>

/** Hands a post to the shop's Slack, as a file; nobody's e-mail, telephone number or card may be in it. */
export const postToSlackAction = defineAction({
  name: 'post_to_slack',
  args,
  proposeNeed: 'propose:action',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview: (ctx, post) => effectOf(ctx, post).summary,
  effect: (ctx, post) => effectOf(ctx, post),
  execute: () => ({}),
  outbox: (_ctx, post, proposalId) => ({
    extension: 'json',
    content: `${JSON.stringify({ proposal_id: proposalId, action: 'post_to_slack', ...post }, null, 1)}\n`,
    outcome: { channel: post.channel },
  }),
})

function effectOf({ language }: ServiceContext, { channel, text }: Args): ActionEffect {
  const [found] = detectByForm(foldWidth(text))
  if (found !== undefined) {
    throw new InvalidInputError(`the text holds what looks like a ${found.kind}: a shared channel takes none`, {
      field: 'text',
      hint: 'Name customers by their id, or leave them out.',
    })
  }
  const name = channel.startsWith('#') ? channel : `#${channel}`
  return {
    summary:
      language === 'zh' ? `在 Slack 频道 ${name} 发布：“${text}”` : `Post in the Slack channel ${name}: "${text}"`,
    facts: [{ id: 'slack_channel', label: 'Channel', value: name, unit: 'text' }],
  }
}
