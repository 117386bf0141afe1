import { readFactsCommittedAt } from '../../../store/queries/data/read-freshness.ts'
import type { ServiceContext } from '../../context.ts'

/** How fresh a profile is. Whole UTC ms. */
export interface ProfileMoment {
  /** When the newest facts that the profile rests on were committed. */
  readonly profileAt: number
  /** From the arrival of the customer's newest fact to `profileAt`, never negative; null when no arrival is known. */
  readonly delayMs: number | null
}

/**
 * The instant that a profile stands for. A profile is computed from the facts whenever it is read, so it changes when
 * facts are committed and at no other moment: reading it later makes it no newer.
 *
 * @param lastReceivedAt - arrival of the customer's newest fact
 */
export function profileMoment(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  lastReceivedAt: number | null,
): ProfileMoment {
  const committedAt = readFactsCommittedAt(store)
  // Facts that no import wrote have no commit on record; what is known then is that the profile holds the latest of them.
  const profileAt = Math.max(committedAt ?? lastReceivedAt ?? asOf.until, lastReceivedAt ?? -Infinity)
  return { profileAt, delayMs: lastReceivedAt === null ? null : profileAt - lastReceivedAt }
}
