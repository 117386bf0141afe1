import type { Draws } from '../draws/draws.ts'
import { END } from '../files/wall-time.ts'
import type { DemoRow, ShopFiles } from '../files/shop-files.ts'

export type EventRow = DemoRow<'events'>

/** Who visits, on what, and from where: the same in every event of a visit. */
export interface Visitor {
  readonly customerId: string | null
  readonly anonymousId: string | null
  readonly device: 'mobile' | 'desktop'
  readonly channel: 'web' | 'app'
  readonly source: string | null
  readonly campaign: string | null
}

/** A visit in the making: every event comes some seconds after the one before. */
export interface Visit {
  readonly add: (name: string, row?: EventRow, seconds?: number) => void
  readonly now: () => number
}

/** Opens a visit that writes its events to the files; events at or after the end of the data are dropped. */
export function openVisit(
  files: ShopFiles,
  visitor: Visitor,
  startsAt: number,
  draws: Draws,
  text: (wall: number) => string,
): Visit {
  let at = startsAt
  let first = true
  return {
    now: () => at,
    add: (name, row = {}, seconds = 8 + draws.below(70)) => {
      if (!first) at += seconds * 1000
      if (at >= END) return
      files.write(
        'events',
        {
          name,
          occurred_at: text(at),
          customer_id: visitor.customerId,
          anonymous_id: visitor.anonymousId,
          channel: visitor.channel,
          device: visitor.device,
          // Where the visit came from is known from its first event.
          source: first ? visitor.source : null,
          campaign: first ? visitor.campaign : null,
          ...row,
        },
        at,
      )
      first = false
    },
  }
}
