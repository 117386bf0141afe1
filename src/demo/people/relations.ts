import { createDraws } from '../draws/draws.ts'
import { DAY, timeText } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import type { DemoSettings } from '../settings.ts'
import { makeShopper } from './make-shopper.ts'
import { householdHead } from './roles.ts'
import type { Shopper } from './shopper.ts'

const REFERRED = 0.09
const FOLLOWS = 0.04

/** Who referred this customer, with whom they live, whom they follow. Returns the referrer's id for the truths. */
export function writeRelations(
  files: ShopFiles,
  settings: DemoSettings,
  seed: string,
  size: number,
  shopper: Shopper,
): string | null {
  const draws = createDraws(`${seed}/relations/${shopper.index}`)
  const since = timeText(shopper.createdAt)
  let referrer: string | null = null
  if (shopper.index > 0 && shopper.role.kind === 'ordinary' && draws.chance(REFERRED)) {
    const other = makeShopper(settings, seed, draws.below(shopper.index), size)
    if (other.createdAt < shopper.createdAt - DAY && other.role.kind !== 'ring') {
      referrer = other.id
      files.write('relations', { customer_id: other.id, related_id: shopper.id, kind: 'referral', since })
    }
  }
  const head = householdHead(shopper.index)
  if (head !== null) {
    const other = makeShopper(settings, seed, head, size)
    files.write('relations', { customer_id: other.id, related_id: shopper.id, kind: 'household', since })
  }
  if (shopper.index > 0 && draws.chance(FOLLOWS)) {
    const other = makeShopper(settings, seed, draws.below(shopper.index), size)
    if (other.id !== shopper.id)
      files.write('relations', { customer_id: shopper.id, related_id: other.id, kind: 'follow', since })
  }
  return referrer
}
