import type { TableAccess } from '../../store/queries/facts/table-access.ts'
import { putKeyed } from './keyed-facts.ts'
import { UnusableMoney } from './money-reader.ts'
import { quarantined, type Outcome } from './outcome.ts'
import { numberOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

/** How the records of a simple kind become rows. */
export interface SimpleKind<Row extends object> {
  readonly access: TableAccess<Row>
  readonly key: (row: Row) => readonly unknown[]
  /** The row, or why there is none. */
  readonly row: (values: Values) => Row | Outcome
  /** The field with the fact's instant, when one from after tomorrow must be refused. */
  readonly instant?: string
  readonly customer?: (row: Row) => readonly (readonly [string | null, number])[]
  readonly product?: (row: Row) => string | null
  /** What else a record writes; true when that was news. */
  readonly also?: (values: Values, row: Row) => boolean
}

const isOutcome = (value: object): value is Outcome => 'kind' in value && value.kind === 'quarantined'

/** Writer of a kind whose rows stand for themselves under a key of their own. */
export function simpleWriter<Row extends object>(frame: WriteFrame, kind: SimpleKind<Row>): KindWriter {
  return {
    replay: () => {},
    write({ values }) {
      if (kind.instant !== undefined) {
        const future = refuseFuture(frame, kind.instant, numberOf(values, kind.instant) ?? 0)
        if (future !== null) return future
      }
      let made: Row | Outcome
      try {
        made = kind.row(values)
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
      if (isOutcome(made)) return made
      const outcome = putKeyed(kind.access, kind.key(made), made)
      const news = kind.also?.(values, made) ?? false
      const productId = kind.product?.(made) ?? null
      if (productId !== null) frame.products.touch(productId, { name: null, category: null, brand: null })
      if (outcome.kind === 'duplicate' && !news) return outcome
      for (const [customerId, instant] of kind.customer?.(made) ?? []) {
        if (customerId !== null) frame.customers.touch(customerId, instant)
      }
      return outcome.kind === 'duplicate' ? { kind: 'imported' } : outcome
    },
    flush: () => {},
  }
}
