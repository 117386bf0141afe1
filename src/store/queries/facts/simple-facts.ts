import type { Store } from '../../open.ts'
import {
  articles,
  campaignExposures,
  campaigns,
  competitorPrices,
  customerConsents,
  customerRelations,
  exchangeRates,
  productPrices,
  promotions,
  reviews,
  signals,
  stockLevels,
  surveys,
  ticketMessages,
  tickets,
} from '../../schema/index.ts'
import { tableAccess } from './table-access.ts'

/** Accessors of the tables whose rows stand for themselves: no sums hang on them. */
export const simpleFacts = {
  relations: (store: Store) => tableAccess(store, customerRelations, ['customerId', 'kind', 'relatedId']),
  consents: (store: Store) => tableAccess(store, customerConsents, ['customerId', 'kind', 'changedAt']),
  prices: (store: Store) => tableAccess(store, productPrices, ['productId', 'validFrom']),
  stock: (store: Store) => tableAccess(store, stockLevels, ['productId', 'location', 'countedAt']),
  reviews: (store: Store) => tableAccess(store, reviews, ['id']),
  tickets: (store: Store) => tableAccess(store, tickets, ['id']),
  ticketMessages: (store: Store) => tableAccess(store, ticketMessages, ['ticketId', 'sentAt', 'author']),
  surveys: (store: Store) => tableAccess(store, surveys, ['id']),
  campaigns: (store: Store) => tableAccess(store, campaigns, ['id']),
  exposures: (store: Store) => tableAccess(store, campaignExposures, ['campaignId', 'customerId']),
  articles: (store: Store) => tableAccess(store, articles, ['id']),
  exchangeRates: (store: Store) => tableAccess(store, exchangeRates, ['base', 'currency', 'validFrom']),
  promotions: (store: Store) => tableAccess(store, promotions, ['id']),
  competitorPrices: (store: Store) => tableAccess(store, competitorPrices, ['productId', 'competitor', 'seenAt']),
  signals: (store: Store) => tableAccess(store, signals, ['name', 'region', 'day']),
} as const

/** Facts about an order that came without their customer take the order's, once it is known. */
export function joinToOrders(store: Store): void {
  for (const table of ['reviews', 'tickets', 'surveys']) {
    store.sqlite.exec(
      `UPDATE ${table} SET customer_id = (SELECT o.customer_id FROM orders o WHERE o.id = ${table}.order_id)
       WHERE customer_id IS NULL AND order_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM orders o WHERE o.id = ${table}.order_id AND o.customer_id IS NOT NULL)`,
    )
  }
}
