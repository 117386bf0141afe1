import type { ServiceContext } from '../../../context.ts'
import type { AudienceChannel } from '../../../audiences/channel-consents.ts'
import type { OutboxFile } from '../../action-definition.ts'
import { addressesOf, recipientsOf } from './message-recipients.ts'

/** The file by which an approved message leaves: what to say, to whom, and how many are left alone. */
export function messageFile(
  ctx: ServiceContext,
  {
    action,
    audienceId,
    channel,
    content,
    proposalId,
  }: {
    readonly action: string
    readonly audienceId: string
    readonly channel: AudienceChannel
    readonly content: Readonly<Record<string, unknown>>
    readonly proposalId: string
  },
): OutboxFile {
  const found = recipientsOf(ctx, audienceId, channel)
  const document = {
    proposal_id: proposalId,
    action,
    channel,
    ...content,
    audience_id: audienceId,
    held_out: found.heldOut,
    recipients: addressesOf(ctx, found.customerIds, channel),
  }
  return {
    extension: 'json',
    content: `${JSON.stringify(document, null, 1)}\n`,
    outcome: {
      audience_id: audienceId,
      recipients: found.customerIds.length,
      held_out: found.heldOut,
      left_out_for_consent: found.leftOutForConsent,
      as_of_day: ctx.defaultAsOf.day,
    },
  }
}
