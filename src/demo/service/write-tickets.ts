import { cumulate, type Draws } from '../draws/draws.ts'
import { DAY, END, HOUR, MINUTE, timeText, wallOf } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import type { DemoOrder } from '../orders/demo-order.ts'
import type { Shopper } from '../people/shopper.ts'
import type { TicketSettings } from '../settings.ts'
import type { TruthLedger } from '../truths/ledger.ts'

const ASKS = 0.03
const ASKS_WHEN_LATE = 0.16

interface TicketDraft {
  readonly ticket: TicketSettings
  readonly orderId: string | null
  readonly openedAt: number
  readonly hours: number
  readonly text: string
}

/** The tickets of one customer; late parcels make people ask. */
export function writeTickets(
  files: ShopFiles,
  truths: TruthLedger,
  kinds: readonly TicketSettings[],
  shopper: Shopper,
  orders: readonly DemoOrder[],
  nextId: () => string,
  draws: Draws,
): void {
  const shares = cumulate(kinds.map((one) => one.share))
  const delivery = kinds.find((one) => one.issue === 'delivery')
  for (const order of orders) {
    const late = order.delivery?.late === true
    if (order.abnormal !== null || !draws.chance(late ? ASKS_WHEN_LATE : ASKS)) continue
    const ticket = late && delivery !== undefined && draws.chance(0.8) ? delivery : kinds[draws.index(shares)]
    if (ticket === undefined) continue
    const from = late ? (order.delivery?.promisedAt ?? order.at) : order.at + (1 + draws.below(8)) * DAY
    const openedAt =
      Math.floor(from / DAY) * DAY + Math.floor(Math.max(8, Math.min(23, shopper.activeHour)) * 60) * MINUTE
    if (openedAt <= order.at || openedAt >= END - HOUR) continue
    truths.count(`tickets/${ticket.issue}`)
    write(
      files,
      shopper,
      nextId(),
      {
        ticket,
        orderId: order.id,
        openedAt,
        hours: ticket.hours * draws.between(0.4, 2.2),
        text: draws.pick(ticket.customer[shopper.language]),
      },
      draws,
    )
  }
  const question = kinds.find((one) => one.issue === 'product_question')
  if (shopper.id === 'C-10023' && question !== undefined) {
    write(
      files,
      shopper,
      nextId(),
      {
        ticket: question,
        orderId: null,
        openedAt: wallOf('2026-06-30', 23.2),
        hours: Infinity,
        text: '登山鞋的尺码偏小吗?平时穿38码该选哪一码?',
      },
      draws,
    )
  }
  if (shopper.id === 'C-20417' && delivery !== undefined) {
    write(
      files,
      shopper,
      nextId(),
      {
        ticket: delivery,
        orderId: 'O-778120',
        openedAt: wallOf('2026-06-30', 9.6),
        hours: Infinity,
        text: '我的订单 O-778120 什么时候能到?出差前想收到。',
      },
      draws,
    )
  }
}

function write(files: ShopFiles, shopper: Shopper, id: string, draft: TicketDraft, draws: Draws): void {
  const { ticket, openedAt, hours } = draft
  const answered = openedAt + Math.round(hours * 0.25 * HOUR)
  const resolved = openedAt + Math.round(hours * HOUR)
  const isAnswered = answered < END
  const isResolved = resolved < END
  const rated = isResolved && draws.chance(0.4)
  const rating = rated ? Math.max(1, Math.min(5, Math.round(ticket.rating + draws.normal() * 0.9))) : null
  const whole = {
    ticket_id: id,
    opened_at: timeText(openedAt),
    customer_id: shopper.id,
    order_id: draft.orderId,
    channel: shopper.app ? 'app' : 'web',
    subject: ticket.subject[shopper.language],
    issue: ticket.issue,
    status: isResolved ? 'resolved' : isAnswered ? 'answered' : 'open',
    first_response_at: isAnswered ? timeText(answered) : null,
    resolved_at: isResolved ? timeText(resolved) : null,
    rating,
  }
  files.write('tickets', {
    ...whole,
    message_author: 'customer',
    message_at: timeText(openedAt),
    message_body: draft.text,
  })
  if (isAnswered) {
    files.write('tickets', {
      ...whole,
      message_author: 'agent',
      message_at: timeText(answered),
      message_body: ticket.agent[shopper.language],
    })
  }
}
