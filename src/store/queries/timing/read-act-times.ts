import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

export const SEND_GOALS = ['open', 'click', 'order'] as const
export type SendGoal = (typeof SEND_GOALS)[number]

export interface ActTimesRequest {
  readonly goal: SendGoal
  /** Of messages by this channel only; orders know none. */
  readonly channel: string | null
  /** UTC ms, exclusive. */
  readonly until: number
}

/** When customers did what is asked about: of customer c the instants (UTC ms) at starts[c] to starts[c + 1], oldest first. */
export interface ActTimes {
  readonly customerIds: readonly string[]
  readonly starts: Int32Array
  readonly instants: Float64Array
}

const ACTS: Readonly<Record<SendGoal, string>> = {
  order: `SELECT o.customer_id, o.ordered_at AS at FROM orders o WHERE o.customer_id IS NOT NULL AND ${validAsOf('o')}`,
  open: exposures('opened_at'),
  click: exposures('clicked_at'),
}

function exposures(column: string): string {
  return `SELECT x.customer_id, x.${column} AS at FROM campaign_exposures x LEFT JOIN campaigns k ON k.id = x.campaign_id
    WHERE x.${column} IS NOT NULL AND x.${column} < @until AND (@channel IS NULL OR k.channel = @channel)`
}

/** All acts of a kind, customer by customer; kept for a while. */
export const readActTimes: (store: Store, request: ActTimesRequest) => ActTimes = rememberLatest(
  ({ goal, channel, until }) => `${goal}|${channel ?? ''}|${until}`,
  (store, { goal, channel, until }: ActTimesRequest) => {
    const rows = store.sqlite
      .prepare<[{ until: number; channel: string | null }], [string, number]>(
        `SELECT customer_id, at FROM (${ACTS[goal]}) ORDER BY customer_id, at`,
      )
      .raw()
      .iterate({ until, channel })
    const customerIds: string[] = []
    const starts: number[] = []
    const instants: number[] = []
    for (const [customerId, at] of rows) {
      if (customerIds.at(-1) !== customerId) {
        customerIds.push(customerId)
        starts.push(instants.length)
      }
      instants.push(at)
    }
    starts.push(instants.length)
    return { customerIds, starts: Int32Array.from(starts), instants: Float64Array.from(instants) }
  },
)
