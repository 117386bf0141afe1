import type { ProductRow } from '../../store/queries/facts/catalogue-facts.ts'
import { mergeRow } from './keyed-facts.ts'
import { UnusableMoney } from './money-reader.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'

/** Writer of the catalogue. */
export function productWriter(frame: WriteFrame): KindWriter {
  return {
    replay: () => {},
    write({ values }) {
      let row: ProductRow
      try {
        row = productRow(frame, values)
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
      if (row.costMinor !== null && row.costMinor < 0) return quarantined('negative_cost', 'cost', values['cost'])
      const stored = frame.products.find(row.id)
      if (stored === null) {
        frame.products.put(row)
        return IMPORTED
      }
      const merged = mergeRow(stored, row)
      if (merged === null) return DUPLICATE
      frame.products.put(merged)
      return stored.isStub === 1 ? IMPORTED : UPDATED
    },
    flush: () => {},
  }
}

function productRow(frame: WriteFrame, values: Values): ProductRow {
  const createdAt = numberOf(values, 'created_at')
  const factor = frame.money.factorOf(values, frame.zone.dayOf(createdAt ?? frame.now))
  const id = textOf(values, 'product_id') ?? ''
  const priceMinor = frame.money.minor(values, 'price', factor)
  return {
    id,
    name: textOf(values, 'name') ?? id,
    nameAlternative: textOf(values, 'name_alternative'),
    category: textOf(values, 'category'),
    subcategory: textOf(values, 'subcategory'),
    brand: textOf(values, 'brand'),
    style: textOf(values, 'style'),
    priceBand: null,
    priceMinor,
    costMinor: frame.money.minor(values, 'cost', factor),
    currency: priceMinor === null ? null : frame.money.currency,
    description: textOf(values, 'description'),
    status: textOf(values, 'status'),
    createdAt,
    isStub: 0,
  }
}
