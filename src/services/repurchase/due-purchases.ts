import { itemCycles } from '../../compute/repurchase/item-cycles.ts'
import { nextPurchases } from '../../compute/repurchase/next-purchases.ts'
import { rememberLatest } from '../../store/queries/customers/remember-latest.ts'
import { readPurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import type { Store } from '../../store/open.ts'
import { loadRhythms, type RhythmLevel } from './load-rhythms.ts'

/** One customer with one thing that they buy again and again. */
export interface DuePurchase {
  readonly customerId: string
  /** Product id, or category. */
  readonly name: string
  readonly cycleDays: number
  /** The thing's usual cycle over all customers. */
  readonly usualDays: number
  readonly ownGaps: number
  readonly lastDay: number
  readonly dueDay: number
  readonly lowDay: number
  readonly highDay: number
  /** Null where too few came so far to tell. */
  readonly repeatShare: number | null
}

interface Request {
  readonly until: number
  readonly asOfDay: number
  readonly level: RhythmLevel
}

/** Every customer's next purchase of everything they bought, as of an instant; kept for a while. */
export const duePurchases: (store: Store, request: Request) => readonly DuePurchase[] = rememberLatest(
  ({ until, asOfDay, level }: Request) => `${until}/${asOfDay}/${level}`,
  (store, { until, asOfDay, level }) => {
    const { rhythms, customers, names } = loadRhythms(readPurchaseLines(store, until), readShelf(store, until), level)
    const cycles = itemCycles(rhythms)
    const next = nextPurchases(rhythms, cycles, asOfDay)
    const due: DuePurchase[] = []
    for (const [rhythm, customerId] of customers.entries()) {
      const dueDay = next.dueDays[rhythm] as number
      if (dueDay < 0) continue
      const item = rhythms.items[rhythm] as number
      const share = next.repeatShare[rhythm] as number
      due.push({
        customerId,
        name: names[item] ?? '',
        cycleDays: next.cycleDays[rhythm] as number,
        usualDays: cycles.cycleDays[item] as number,
        ownGaps: next.ownGaps[rhythm] as number,
        lastDay: next.lastDays[rhythm] as number,
        dueDay,
        lowDay: next.lowDays[rhythm] as number,
        highDay: next.highDays[rhythm] as number,
        repeatShare: Number.isNaN(share) ? null : share,
      })
    }
    return due
  },
)
