import { planContacts } from './campaigns/plan-exposures.ts'
import { createDraws } from './draws/draws.ts'
import { timeText } from './files/wall-time.ts'
import type { DemoShop } from './open-demo-shop.ts'
import { makeOrders } from './orders/make-orders.ts'
import { planPurchases } from './orders/order-times.ts'
import { writeOrder } from './orders/write-order.ts'
import { makeShopper } from './people/make-shopper.ts'
import { writeCustomer } from './people/write-customer.ts'
import { makeReview } from './reviews/make-review.ts'
import { writeFixedVisits } from './sessions/fixed-visits.ts'
import { writeVisits } from './sessions/make-visits.ts'

/** Writes one customer after the other, each with everything that happened to them. */
export function createCustomerWriter(shop: DemoShop): { readonly write: (index: number) => void } {
  const { seed, settings, files } = shop
  return {
    write: (index) => {
      const stream = (topic: string) => createDraws(`${seed}/${topic}/${index}`)
      const shopper = makeShopper(settings, seed, index, shop.size)
      const planned = planPurchases(shopper, shop.season, stream('purchases'))
      const { purchases } = planContacts(settings.campaigns, shopper, planned, stream('contacts'))
      const orders = makeOrders(shop, shopper, purchases, stream('orders'))
      writeCustomer(files, settings, shopper, orders, stream('customer'))
      for (const order of orders) writeOrder(files, settings.shop.country, shopper, order)
      writeVisits({ ...shop, countPlacement: () => {} }, shopper, orders, stream('visits'))
      writeFixedVisits(shop.catalogue, files, shopper, stream('fixed-visits'))
      const reviews = stream('reviews')
      for (const order of orders) {
        const review = makeReview(settings, shopper, order, reviews)
        if (review === null) continue
        files.write('reviews', {
          review_id: shop.nextReviewId(),
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
      }
    },
  }
}
