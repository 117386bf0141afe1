import type { Role } from './shopper.ts'

export const FIXED_IDS = ['C-10023', 'C-20417', 'C-30555'] as const
export const RING_SIZE = 24
export const COPIER_GROUPS = 6
const COPIERS_PER_GROUP = 4
/** One in so many customers is a second account of the customer before. */
const DUPLICATE_EVERY = 83

const RECENT_PATTERNS = ['velocity', 'amount', 'new_device_far', 'card_testing'] as const

/**
 * What customer number `index` is chosen for. The planted people come first, so that the smallest shop has them all;
 * ids do not show it.
 */
export function roleOf(index: number): Role {
  let at = index
  const fixed = FIXED_IDS[at]
  if (fixed !== undefined) return { kind: 'fixed', id: fixed }
  at -= FIXED_IDS.length
  if (at < 7) return { kind: 'wang_wei', variant: at }
  at -= 7
  if (at < RING_SIZE) return { kind: 'ring', member: at }
  at -= RING_SIZE
  if (at < COPIER_GROUPS * COPIERS_PER_GROUP) return { kind: 'copier', group: Math.floor(at / COPIERS_PER_GROUP) }
  at -= COPIER_GROUPS * COPIERS_PER_GROUP
  const pattern = RECENT_PATTERNS[Math.floor(at / 2)]
  if (pattern !== undefined) return { kind: 'abnormal', pattern, recent: true }
  if (index % DUPLICATE_EVERY === 0) return { kind: 'duplicate', ofIndex: index - 1, variant: index / DUPLICATE_EVERY }
  return { kind: 'ordinary' }
}

/** One in so many customers shares the address of the customer before. */
const HOUSEHOLD_EVERY = 19

/** The customer at whose address this one lives; null for those who live on their own. */
export const householdHead = (index: number): number | null =>
  index % HOUSEHOLD_EVERY === 7 && roleOf(index).kind === 'ordinary' && roleOf(index - 1).kind === 'ordinary'
    ? index - 1
    : null

/** Fewest customers that hold every planted person. */
export const SMALLEST_SHOP = 3 + 7 + RING_SIZE + COPIER_GROUPS * COPIERS_PER_GROUP + 8 + 100
