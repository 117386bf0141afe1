import type { ImportKind } from '../kinds.ts'
import { catalogueFactWriters } from './catalogue-fact-writers.ts'
import { customerFactWriters } from './customer-fact-writers.ts'
import { voiceWriters } from './voice-writers.ts'
import { customerWriter } from './write-customers.ts'
import { deliveryWriter } from './write-deliveries.ts'
import { eventWriter } from './write-events.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'
import { orderLineWriter } from './write-order-lines.ts'
import { orderWriter } from './write-orders.ts'
import { productWriter } from './write-products.ts'
import { toldFactsWriter } from './write-told-facts.ts'
import { returnWriter } from './write-returns.ts'

/** The writer of each kind. */
export const KIND_WRITERS: Readonly<Record<ImportKind, (frame: WriteFrame) => KindWriter>> = {
  order_lines: orderLineWriter,
  orders: orderWriter,
  returns: returnWriter,
  deliveries: deliveryWriter,
  customers: customerWriter,
  products: productWriter,
  events: (frame) => toldFactsWriter(frame, eventWriter(frame)),
  ...customerFactWriters,
  ...catalogueFactWriters,
  ...voiceWriters,
}

/** Kinds in the order in which the files of one command are read: what others name comes first. */
export const KIND_ORDER: readonly ImportKind[] = [
  'exchange_rates',
  'products',
  'customers',
  'campaigns',
  'promotions',
  'orders',
  'order_lines',
  'deliveries',
  'returns',
  'relations',
  'consents',
  'prices',
  'stock',
  'competitor_prices',
  'signals',
  'exposures',
  'events',
  'reviews',
  'tickets',
  'surveys',
  'articles',
]
