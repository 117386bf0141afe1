import type { ImportKind } from '../kinds.ts'
import type { ToldRecord } from '../pipeline.ts'
import { isToldLine } from '../told-line.ts'
import { checkToldMoney } from './check-told-money.ts'
import type { Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { returnedGoods } from './returned-goods.ts'
import { visitorOwners } from './visitor-owners.ts'
import { customerWriter } from './write-customers.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'
import { orderLineWriter } from './write-order-lines.ts'
import { orderWriter } from './write-orders.ts'
import { returnWriter } from './write-returns.ts'

const WRITERS: Readonly<Partial<Record<ImportKind, (frame: WriteFrame) => KindWriter>>> = {
  customers: customerWriter,
  orders: orderWriter,
  order_lines: orderLineWriter,
  returns: returnWriter,
}

/**
 * Writer of events that writes, with each, the facts of other kinds that it tells. All of a record is written or none: what
 * cannot be a fact quarantines the event with it. A message that comes again tells nothing new.
 */
export function toldFactsWriter(frame: WriteFrame, events: KindWriter): KindWriter {
  const writers = new Map<ImportKind, KindWriter>()
  const owners = visitorOwners(frame.store)
  const writerOf = (kind: ImportKind): KindWriter | undefined => {
    const known = writers.get(kind) ?? WRITERS[kind]?.({ ...frame, description: { ...frame.description, kind } })
    if (known !== undefined) writers.set(kind, known)
    return known
  }
  return {
    replay: (record) => events.replay(record),
    write(record) {
      const { values, told = [] } = record
      owners.see(values)
      if (told.length === 0) return events.write(record)
      const facts: ToldRecord[] = []
      for (const fact of told) {
        const known = toldBy(frame, fact, owners.ownerOf(values))
        if (!Array.isArray(known)) return known
        for (const one of known) {
          const refused = checkToldMoney(frame, one)
          if (refused !== null) return refused
          facts.push(one)
        }
      }
      const outcome = events.write(record)
      if (outcome.kind === 'duplicate' || outcome.kind === 'quarantined') return outcome
      for (const fact of facts) {
        const { line, position, raw } = record
        writerOf(fact.kind)?.write({ line, position, raw, values: fact.values })
      }
      return outcome
    },
    flush() {
      events.flush()
      owners.stored()
      for (const writer of writers.values()) writer.flush()
    },
  }
}

/** What a told fact comes to beside what is known already, or why it cannot be one. */
function toldBy(frame: WriteFrame, { kind, values }: ToldRecord, owner: string | null): ToldRecord[] | Outcome {
  if (kind === 'customers') return [{ kind, values }]
  const named = textOf(values, 'customer_id') === null && owner !== null ? { ...values, customer_id: owner } : values
  if (kind === 'returns') {
    const goods = returnedGoods(frame, named)
    return Array.isArray(goods) ? goods.map((one) => ({ kind, values: one })) : goods
  }
  // A file that brought the order knows better what is in it.
  const known = frame.orders.draft(textOf(values, 'order_id') ?? '')
  const isFromFile = known.lines.some(({ lineId }) => !isToldLine(lineId))
  if (isFromFile && numberOf(values, 'cancelled_at') === null) return []
  return [{ kind, values: named satisfies Values }]
}
