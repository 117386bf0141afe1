import type { DemoProduct } from '../catalogue/make-catalogue.ts'
import type { Draws } from '../draws/draws.ts'
import { DAY, END, HOUR } from '../files/wall-time.ts'
import type { DemoOrder } from '../orders/demo-order.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoSettings } from '../settings.ts'
import { composeText, type AspectMention, type Mood } from './compose-text.ts'

export interface DemoReview {
  readonly writtenAt: number
  readonly orderId: string
  readonly product: DemoProduct
  readonly rating: number
  readonly title: string
  readonly body: string
  readonly language: 'en' | 'zh'
  readonly helpfulVotes: number
  /** What the text says, for the truths. */
  readonly mentions: readonly AspectMention[]
  readonly mood: Mood
  readonly late: boolean
  /** The stars say another thing than the text. */
  readonly disagrees: boolean
}

/** Share of orders that are reviewed. */
const REVIEWED = 0.285
/** What a late parcel takes off the latent satisfaction (standard deviation 0.85). */
export const LATE_EFFECT = -0.95
const DISAGREES = 0.03
const ENGLISH = 0.25
/** Latent satisfaction from which 5, 4, 3 and 2 stars are given. */
const THRESHOLDS = [-0.15, -0.75, -1.1, -1.45] as const

export const starsOf = (satisfaction: number): number => {
  const at = THRESHOLDS.findIndex((threshold) => satisfaction > threshold)
  return at === -1 ? 1 : 5 - at
}

const moodOf = (rating: number): Mood => (rating >= 4 ? 'good' : rating === 3 ? 'mixed' : 'bad')

function mentionsOf(product: DemoProduct, mood: Mood, draws: Draws): AspectMention[] {
  const aspects = [...product.category.aspects]
  const count = 1 + draws.below(3)
  const mentions: AspectMention[] = []
  for (let n = 0; n < count && aspects.length > 0; n++) {
    const good = mood === 'good' ? !draws.chance(0.08) : mood === 'bad' ? draws.chance(0.08) : n % 2 === 0
    // What goes wrong with a product is mostly the same few things.
    const theme =
      !good && product.themes.length > 0 && draws.chance(0.75) ? draws.pick(product.themes) : draws.pick(aspects)
    const at = aspects.indexOf(theme)
    if (at === -1) continue
    aspects.splice(at, 1)
    mentions.push({ aspect: theme, polarity: good ? 'good' : 'bad' })
  }
  return mentions
}

/** The review that follows an order, if one does: about one product, days after the parcel came. */
export function makeReview(
  settings: DemoSettings,
  shopper: Shopper,
  order: DemoOrder,
  draws: Draws,
): DemoReview | null {
  const { delivery } = order
  if (delivery === null || delivery.deliveredAt === null || order.abnormal !== null || shopper.role.kind === 'ring')
    return null
  const product = order.lines.find((line) => line.product.themes.length > 0)?.product ?? draws.pick(order.lines).product
  if (!draws.chance(product.themes.length > 0 ? product.reviewRate : REVIEWED)) return null
  const day = Math.floor(delivery.deliveredAt / DAY) + 1 + draws.below(12)
  const writtenAt =
    day * DAY + Math.floor(Math.max(7, Math.min(23.4, shopper.activeHour + draws.normal())) * 3600) * 1000
  if (writtenAt >= END - HOUR) return null
  const satisfaction = 0.42 + product.quality + draws.normal() * 0.85 + (delivery.late ? LATE_EFFECT : 0)
  const rating = starsOf(satisfaction)
  const disagrees = draws.chance(DISAGREES) && rating !== 3
  const mood = moodOf(disagrees ? 6 - rating : rating)
  const language = draws.chance(ENGLISH) ? 'en' : 'zh'
  const mentions = mentionsOf(product, mood, draws)
  const late =
    delivery.late && mood !== 'good' && draws.chance(0.6) && !mentions.some((one) => one.aspect === 'delivery')
  const type = product.category.types.find((one) => one.key === product.type)
  const name = language === 'en' ? (type?.en ?? '').toLowerCase() : (type?.zh ?? '')
  const text = composeText(settings.reviews[language], mentions, mood, { product: name, late }, draws)
  return {
    ...text,
    writtenAt,
    orderId: order.id,
    product,
    rating,
    language,
    helpfulVotes: draws.chance(0.3) ? draws.poisson(2) : 0,
    mentions: late ? [...mentions, { aspect: 'delivery', polarity: 'bad' }] : mentions,
    mood,
    late: delivery.late,
    disagrees,
  }
}
