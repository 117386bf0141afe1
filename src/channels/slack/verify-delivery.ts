import { verifySlackRequest } from '@slack/bolt'
import { KithError } from '../../lib/errors.ts'

/** Slack's own tolerance; Bolt holds it for the past alone, and a stamp from the future would stay valid until then. */
const TOLERANCE_SECONDS = 300

export interface SlackDelivery {
  readonly headers: Headers
  /** The body byte for byte as it came: the signature is over it. */
  readonly body: string
}

/**
 * Lets a delivery through that Slack signed within the last five minutes.
 *
 * @throws {KithError} UNAUTHENTICATED for every other one, without saying which part is wrong
 */
export function verifyDelivery({ headers, body }: SlackDelivery, signingSecret: string, now: number): void {
  const stamp = headers.get('x-slack-request-timestamp') ?? ''
  const signature = headers.get('x-slack-signature') ?? ''
  const seconds = /^\d{1,12}$/.test(stamp) ? Number(stamp) : Number.NaN
  try {
    if (!(Math.abs(now / 1000 - seconds) <= TOLERANCE_SECONDS)) throw new Error('the time stamp is too far away')
    verifySlackRequest({
      signingSecret,
      body,
      headers: { 'x-slack-request-timestamp': seconds, 'x-slack-signature': signature },
      nowMilliseconds: now,
    })
  } catch (cause) {
    throw new KithError('UNAUTHENTICATED', 'this delivery is not signed by the Slack app of this shop', {
      hint: "Check SLACK_SIGNING_SECRET against the app's page, and the clock of this machine.",
      cause,
    })
  }
}
