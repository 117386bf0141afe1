import { simpleFacts } from '../../store/queries/facts/simple-facts.ts'
import { quarantined } from './outcome.ts'
import { numberOf, textOf } from './record-values.ts'
import { simpleWriter } from './simple-writer.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'

/** Writers of what is known about products and the world around the shop, by date. */
export const catalogueFactWriters = {
  prices: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.prices(frame.store),
      key: (row) => [row.productId, row.validFrom],
      product: (row) => row.productId,
      row: (values) => {
        const validFrom = numberOf(values, 'valid_from') ?? 0
        const factor = frame.money.factorOf(values, frame.zone.dayOf(validFrom))
        return {
          productId: textOf(values, 'product_id') ?? '',
          validFrom,
          priceMinor: frame.money.minor(values, 'price', factor) ?? 0,
          currency: frame.money.currency,
        }
      },
    }),

  stock: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.stock(frame.store),
      key: (row) => [row.productId, row.location, row.countedAt],
      product: (row) => row.productId,
      instant: 'counted_at',
      row: (values) => ({
        productId: textOf(values, 'product_id') ?? '',
        location: textOf(values, 'location') ?? '',
        countedAt: numberOf(values, 'counted_at') ?? 0,
        onHand: numberOf(values, 'on_hand') ?? 0,
        received: numberOf(values, 'received'),
        unitCostMinor: frame.money.minor(values, 'unit_cost', 1),
      }),
    }),

  competitor_prices: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.competitorPrices(frame.store),
      key: (row) => [row.productId, row.competitor, row.seenAt],
      product: (row) => row.productId,
      instant: 'seen_at',
      row: (values) => {
        const seenAt = numberOf(values, 'seen_at') ?? 0
        const factor = frame.money.factorOf(values, frame.zone.dayOf(seenAt))
        return {
          productId: textOf(values, 'product_id') ?? '',
          competitor: textOf(values, 'competitor') ?? '',
          seenAt,
          priceMinor: frame.money.minor(values, 'price', factor) ?? 0,
          currency: frame.money.currency,
          url: textOf(values, 'url'),
        }
      },
    }),

  promotions: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.promotions(frame.store),
      key: (row) => [row.id],
      product: (row) => row.productId,
      row: (values) => {
        const discount = textOf(values, 'discount')
        const share = discount === null ? null : Number(discount)
        if (share !== null && !(share >= 0 && share <= 1))
          return quarantined('share_out_of_range', 'discount', discount)
        return {
          id: textOf(values, 'promotion_id') ?? '',
          name: textOf(values, 'name') ?? '',
          productId: textOf(values, 'product_id'),
          category: textOf(values, 'category'),
          startsAt: numberOf(values, 'starts_at') ?? 0,
          endsAt: numberOf(values, 'ends_at') ?? 0,
          discount: share === null ? null : Math.round(share * 1000),
        }
      },
    }),

  exchange_rates: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.exchangeRates(frame.store),
      key: (row) => [row.base, row.currency, row.validFrom],
      row: (values) => {
        const rate = textOf(values, 'rate') ?? ''
        if (!(Number(rate) > 0)) return quarantined('rate_not_positive', 'rate', rate)
        return {
          base: textOf(values, 'base') ?? '',
          currency: textOf(values, 'currency') ?? '',
          validFrom: numberOf(values, 'valid_from') ?? 0,
          rate,
        }
      },
    }),

  signals: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.signals(frame.store),
      key: (row) => [row.name, row.region, row.day],
      row: (values) => ({
        day: numberOf(values, 'date') ?? 0,
        region: textOf(values, 'region') ?? '',
        name: textOf(values, 'name') ?? '',
        value: textOf(values, 'value') ?? '',
      }),
    }),
} as const
