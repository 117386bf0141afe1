import type { CardFacts } from '../../store/queries/service/card-facts.ts'
import type { TalkedOrder } from './order-of-talk.ts'
import type { ReadMessage } from './read-message.ts'
import type { HandOffReason } from './service-card.ts'

const VERY_ANGRY = -0.75

/**
 * Why a person should take over; null when the bot may go on. Danger and law come first, then the customer's own wish, then what
 * a bot cannot mend: a parcel that is late or stuck, a matter that was asked before and is still open, an order that is to be
 * changed, a question that nothing answers.
 */
export function decideHandOff(
  message: ReadMessage,
  facts: Pick<CardFacts, 'tickets' | 'stamped'>,
  { order, answered }: { readonly order: TalkedOrder | null; readonly answered: boolean },
): HandOffReason | null {
  const isOnTime = order !== null && order.delivered_on === null && order.days_late === 0 && order.days_stuck === null
  // Who misses a parcel that is due later is told when; what the shop takes for delivered is for a person to look into.
  const urgent = message.urgent.find((reason) => reason !== 'not_received' || !isOnTime)
  if (urgent !== undefined) return urgent
  if (message.mood.label === 'angry') {
    if (facts.stamped?.valueTier === 'high') return 'angry_valued_customer'
    if ((message.mood.score ?? 0) <= VERY_ANGRY) return 'very_angry'
  }
  const topic = message.issue?.topic
  if (topic === 'delivery' && order !== null && order.delivered_on === null && !isOnTime) return 'stuck_parcel'
  const same = facts.tickets.filter(({ issue }) => issue !== null && issue === topic)
  if (message.isRepeated || same.length >= 2) return 'asked_before'
  if (topic === 'order_change') return 'change_order'
  if (answered) return null
  return message.isForeign ? 'foreign_message' : 'no_answer'
}
