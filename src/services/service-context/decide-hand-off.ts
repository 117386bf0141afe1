import type { CardFacts } from '../../store/queries/service/card-facts.ts'
import type { TalkedOrder } from './order-of-talk.ts'
import type { ReadMessage } from './read-message.ts'
import type { HandOffReason } from './service-card.ts'

const VERY_ANGRY = -0.75

/**
 * Why a person should take over; null when the bot may go on. Danger and law come first, then the customer's own wish, then what
 * a bot cannot mend: a parcel that is stuck, a matter that was asked before and is still open, a question that nothing answers.
 */
export function decideHandOff(
  message: ReadMessage,
  facts: Pick<CardFacts, 'tickets' | 'stamped'>,
  { order, answered }: { readonly order: TalkedOrder | null; readonly answered: boolean },
): HandOffReason | null {
  const [urgent] = message.signals
  if (urgent !== undefined) return urgent
  if (message.mood.label === 'angry') {
    if (facts.stamped?.valueTier === 'high') return 'angry_valued_customer'
    if ((message.mood.score ?? 0) <= VERY_ANGRY) return 'very_angry'
  }
  if (message.issue?.topic === 'delivery' && order !== null && order.days_stuck !== null) return 'stuck_parcel'
  const same = facts.tickets.filter(({ issue }) => issue !== null && issue === message.issue?.topic)
  if (same.length >= 2) return 'asked_before'
  return answered ? null : 'no_answer'
}
