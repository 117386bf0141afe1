import { planContacts } from './campaigns/plan-exposures.ts'
import { writeExposures } from './campaigns/write-campaigns.ts'
import { createDraws } from './draws/draws.ts'
import { DAY, END, timeText } from './files/wall-time.ts'
import type { DemoShop } from './open-demo-shop.ts'
import { grossMinor, type DemoOrder } from './orders/demo-order.ts'
import { makeOrders } from './orders/make-orders.ts'
import { makeReturns } from './orders/make-returns.ts'
import { planPurchases } from './orders/order-times.ts'
import { money, writeOrder } from './orders/write-order.ts'
import { makeShopper } from './people/make-shopper.ts'
import { writeRelations } from './people/relations.ts'
import type { Shopper } from './people/shopper.ts'
import { writeCustomer } from './people/write-customer.ts'
import { makeReview } from './reviews/make-review.ts'
import { writeGroupReview } from './reviews/planted-reviews.ts'
import { writeSurveys } from './service/write-surveys.ts'
import { writeTickets } from './service/write-tickets.ts'
import { writeFixedVisits } from './sessions/fixed-visits.ts'
import { writeVisits } from './sessions/make-visits.ts'

/** Writes customer number `index` with everything that happened to them, and what was planted to the truths. */
export function writeCustomerStory(shop: DemoShop, index: number): void {
  const { seed, settings, files, truths } = shop
  const stream = (topic: string) => createDraws(`${seed}/${topic}/${index}`)
  const shopper = makeShopper(settings, seed, index, shop.size)
  const planned = planPurchases(shopper, shop.season, stream('purchases'))
  const contacts = planContacts(settings.campaigns, shopper, planned, stream('contacts'))
  const orders = makeOrders(shop, shopper, contacts.purchases, stream('orders'))
  writeCustomer(files, settings, shopper, orders, stream('customer'))
  const referrer = writeRelations(files, settings, seed, shop.size, shopper)
  writeExposures(files, truths, shopper, contacts.exposures)
  writeOrders(shop, shopper, orders)
  writeVisits({ ...shop, countPlacement: shop.countPlacement }, shopper, orders, stream('visits'))
  writeFixedVisits(shop.catalogue, files, shopper, stream('fixed-visits'))
  writeReviews(shop, shopper, orders)
  writeGroupReview(files, truths, settings, shopper, orders, shop.nextReviewId, stream('group-reviews'))
  writeTickets(files, truths, settings.tickets, shopper, orders, shop.nextTicketId, stream('tickets'))
  writeSurveys(files, shopper, orders, shop.nextSurveyId, stream('surveys'))
  truths.add('customers', {
    customer: shopper.id,
    archetype: shopper.archetype.key,
    role: shopper.role.kind,
    ...('group' in shopper.role ? { group: shopper.role.group } : {}),
    ...(shopper.role.kind === 'duplicate'
      ? { duplicate_of: makeShopper(settings, seed, shopper.role.ofIndex, shop.size).id }
      : {}),
    rate_per_day: shopper.rate,
    mean_order_value: Math.round(shopper.meanValue * 100) / 100,
    alive_at_end: !shopper.prospect && shopper.leavesAt >= END,
    cycle_days: shopper.cycleDays,
    active_hour: shopper.activeHour,
    prospect: shopper.prospect,
    referrer,
    orders: orders.length,
  })
}

function writeOrders(shop: DemoShop, shopper: Shopper, orders: readonly DemoOrder[]): void {
  const { files, truths } = shop
  const draws = createDraws(`${shop.seed}/returns/${shopper.index}`)
  for (const order of orders) {
    writeOrder(files, shop.writeLine, shop.settings.shop.country, shopper, order)
    truths.count('orders')
    if (order.abnormal !== null) {
      truths.add('orders', {
        order: order.id,
        abnormal: order.abnormal,
        customer: shopper.id,
        at: timeText(order.at),
        gross: money(grossMinor(order)),
      })
      truths.count(`abnormal/${order.abnormal}`)
    }
    if (order.cancelledAt !== null) {
      truths.count('cancelled_orders')
      continue
    }
    for (const line of order.lines) shop.truths.sold(line.product.index, Math.floor(order.at / DAY), line.quantity)
    if (order.delivery?.late === true) truths.count(`late/${order.city.region}`)
    if (order.delivery !== null) truths.count(`parcels/${order.city.region}`)
    for (const one of makeReturns(order, draws)) {
      files.write('returns', {
        return_id: shop.nextReturnId(),
        returned_at: timeText(one.at),
        order_id: order.id,
        customer_id: shopper.id,
        product_id: one.line.product.id,
        quantity: one.quantity,
        amount: money(one.amountMinor),
        reason: one.reason,
      })
    }
  }
}

function writeReviews(shop: DemoShop, shopper: Shopper, orders: readonly DemoOrder[]): void {
  const draws = createDraws(`${shop.seed}/reviews/${shopper.index}`)
  for (const order of orders) {
    const review = makeReview(shop.settings, shopper, order, draws)
    if (review === null) continue
    const id = shop.nextReviewId()
    shop.files.write('reviews', {
      review_id: id,
      written_at: timeText(review.writtenAt),
      customer_id: shopper.id,
      order_id: review.orderId,
      product_id: review.product.id,
      rating: review.rating,
      title: review.title,
      body: review.body,
      language: review.language,
      helpful_votes: review.helpfulVotes,
      verified: true,
      device: order.device,
    })
    shop.truths.add('reviews', {
      review: id,
      product: review.product.id,
      mood: review.mood,
      mentions: review.mentions.map((one) => `${one.polarity === 'good' ? '+' : '-'}${one.aspect}`),
      late: review.late,
      disagrees: review.disagrees,
    })
  }
}
