import type { Actor } from '../../services/access/actor.ts'
import { readSetting } from '../../services/settings/read-setting.ts'
import type { Runtime } from '../runtime.ts'

/** Reads settings before it is known who asks: as nobody in particular. */
const NOBODY: Actor = { id: 'slack', role: 'slack_guest', boundCustomerId: null, channel: 'slack', sharedChannel: true }

/**
 * Who a Slack user is here: the role that the shop's setting `slack_users` gives them, or a guest, who sees figures of the
 * whole shop and no customer. Everywhere but in a direct message others read along.
 */
export function slackActor(
  runtime: Pick<Runtime, 'contextFor'>,
  {
    userId,
    isDirect,
    conversation,
  }: { readonly userId: string; readonly isDirect: boolean; readonly conversation: string },
): Actor {
  const { store } = runtime.contextFor(NOBODY)
  const mapped = readSetting(store, 'slack_users').find(({ slack_user }) => slack_user === userId)
  return {
    id: `slack:${userId}`,
    role: mapped?.role ?? 'slack_guest',
    boundCustomerId: null,
    channel: 'slack',
    sharedChannel: !isDirect,
    conversation,
  }
}
