import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { ServiceContext } from '../context.ts'
import { PEOPLE_FIELDS, PRODUCT_FIELDS, voiceValue } from '../voice/voice-dimensions.ts'
import type { Focus } from './analyze-input.ts'
import type { BookReview } from './review-book.ts'
import { tallyTopics } from './summarise-topics.ts'

/** What topics can be split by: who wrote, and what about. */
export const TOPIC_DIMENSIONS = [...PEOPLE_FIELDS, ...PRODUCT_FIELDS] as const
export type TopicDimension = (typeof TOPIC_DIMENSIONS)[number]

/** How often a group speaks of a topic. */
export interface TopicShare {
  readonly name: string
  /** Texts of the group that speak of it; of complaints those that complain, of praise those that praise. */
  readonly texts: number
  readonly share: number
  readonly interval: readonly [number, number]
}

export interface TopicGroup {
  readonly group: string
  readonly texts: number
  /** The topics that are told of all, in that order, as the group tells them. */
  readonly topics: readonly TopicShare[]
  /** The topic that the group speaks of most; null where it speaks of none. */
  readonly first: TopicShare | null
  /** So few texts that shares say little. */
  readonly small: boolean
}

const SMALL = 20

/** Shares of topics in each group of writers or products, the largest group first; texts of nobody known are in none. */
export function topicsByGroup(
  ctx: ServiceContext,
  texts: readonly BookReview[],
  { by, topics, focus }: { readonly by: TopicDimension; readonly topics: readonly string[]; readonly focus: Focus },
): TopicGroup[] {
  const place = { country: null, region: null, city: null, channel: null, device: null, source: null }
  const valueOf = voiceValue(ctx, by)
  const groups = groupBy<BookReview, string | null>(texts, ({ id, customerId, productId, writtenAt, writtenDay }) =>
    valueOf({ id, customerId, productId, orderId: null, at: writtenAt, day: writtenDay, ...place }),
  )
  return [...groups]
    .flatMap(([group, members]): TopicGroup[] => {
      if (group === null) return []
      const tallies = tallyTopics(members)
      const shareOf = (name: string): TopicShare => {
        const tally = tallies.get(name)
        const count =
          (focus === 'complaints' ? tally?.negative : focus === 'praise' ? tally?.positive : tally?.reviews) ?? 0
        return { name, texts: count, share: count / members.length, interval: wilsonInterval(count, members.length) }
      }
      const [first] = [...tallies.keys()]
        .map(shareOf)
        .toSorted((a, b) => b.texts - a.texts || (a.name < b.name ? -1 : 1))
      return [
        {
          group,
          texts: members.length,
          topics: topics.map(shareOf),
          first: first === undefined || first.texts === 0 ? null : first,
          small: members.length < SMALL,
        },
      ]
    })
    .toSorted((a, b) => b.texts - a.texts || (a.group < b.group ? -1 : 1))
}
