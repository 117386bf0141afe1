import { z } from 'zod'
import { AUDIENCE_CHANNELS } from '../../../audiences/channel-consents.ts'
import { refuseProtected } from '../../../audiences/chosen-by.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { messageFile } from './message-file.ts'
import { describeRecipients, recipientFacts, recipientsOf } from './message-recipients.ts'

const args = z.strictObject({
  audience_id: z.string().max(120),
  channel: z.enum(AUDIENCE_CHANNELS),
  text: z.string().trim().min(1).max(5000),
  subject: z.string().trim().max(200).nullable(),
})

/** Hands a message and its recipients to the shop's mail or message system, as a file. */
export const sendMessageAction = defineAction({
  name: 'send_message',
  args,
  proposeNeed: 'propose:action',
  approveNeed: 'approve:all',
  needsSecondPerson: true,
  preview: (ctx, message) => effectOf(ctx, message).summary,
  effect: (ctx, message) => effectOf(ctx, message),
  execute: () => ({}),
  outbox: (ctx, { audience_id: audienceId, channel, text, subject }, proposalId) =>
    messageFile(ctx, {
      action: 'send_message',
      audienceId,
      channel,
      content: { message: { subject, text } },
      proposalId,
    }),
})

function effectOf(ctx: ServiceContext, message: z.output<typeof args>): ActionEffect {
  const found = recipientsOf(ctx, message.audience_id, message.channel)
  refuseProtected(found.audience.definition.chosen_by)
  const to = describeRecipients(ctx, message.channel, found)
  return {
    summary: ctx.language === 'zh' ? `发送消息“${message.text}”，${to}` : `Send the message "${message.text}" ${to}`,
    facts: recipientFacts(ctx, message.channel, found),
  }
}
