import type { TimeZone } from '../../lib/time-zone.ts'
import { KIND_FIELDS } from '../kinds.ts'
import type { ReadRecord } from '../pipeline.ts'
import { CALL_COLUMNS, segment } from '../presets/segment.ts'
import { isObject, type Json } from '../presets/segment-values.ts'
import { cellOf } from '../reading/tokenize-json-lines.ts'
import { recordTyper, type TypingContext } from '../reading/type-records.ts'
import { toldTyper, withTold } from '../reading/type-told-facts.ts'
import { OUR_INSTANT } from '../writing/write-events.ts'
import { isDeeperThan, MOST_LEVELS } from './is-deeper-than.ts'
import { settleInstant } from './settle-instant.ts'

/** As Segment's own limit. */
export const MOST_EVENT_BYTES = 32 * 1024

/** What must be a word: an object in its place would become a customer called `{"id":1}`. */
const WORDS = ['type', 'event', 'messageId', 'userId', 'anonymousId'] as const

export interface ArrivedCall {
  readonly call: unknown
  /** Of the request that brought it. */
  readonly sentAt: unknown
  readonly receivedAt: number
}

/** Reads a call at a place of the stream; null for a call that is no fact of a shop (alias, group). */
export type CallReader = (arrived: ArrivedCall, position: number) => ReadRecord | null

/**
 * Reads Segment calls as they arrive by the same rules as the file preset, so that a call means the same whichever way it
 * comes.
 */
export function callReader(context: {
  readonly zone: TimeZone
  readonly currency: string
  readonly now: number
}): CallReader {
  const shaper = segment.layouts[0]?.shaper?.({ columns: CALL_COLUMNS, companion: null })
  if (shaper === undefined) throw new Error('the segment preset shapes no rows')
  const typing: TypingContext = { ...context, mark: '.', takesCurrency: false }
  const typer = recordTyper(
    KIND_FIELDS.events
      .filter(({ name }) => shaper.fields.includes(name))
      .map((field) => ({
        field,
        index: shaper.fields.indexOf(field.name),
        column: field.name,
        order: 'month_first' as const,
        dropsFraction: false,
      })),
    typing,
  )
  const told = toldTyper(context)

  return ({ call, sentAt, receivedAt }, position) => {
    const line = position + 1
    const reject = (reason: string, raw: string, column: string | null = null): ReadRecord => ({
      ok: false,
      rejected: { line, position, column, value: null, reason, raw },
    })
    if (!isObject(call)) return reject('not_an_object', JSON.stringify(call ?? null))
    if (isDeeperThan(call, MOST_LEVELS)) return reject('nested_too_deeply', '{}')
    const raw = JSON.stringify(call)
    if (Buffer.byteLength(raw) > MOST_EVENT_BYTES) return reject('event_too_large', raw)
    const odd = WORDS.find((key) => typeof call[key] === 'object' && call[key] !== null)
    if (odd !== undefined) return reject('not_text', raw, odd)
    const instant = settleInstant(call, sentAt, receivedAt)
    const settled: Json = { ...call, timestamp: instant.cell }
    const cells = CALL_COLUMNS.map((column) => cellOf(Object.hasOwn(settled, column) ? settled[column] : undefined))
    if (cells.includes(null)) return reject('number_too_long', raw)
    const shaped = shaper.shape(cells.map((cell) => cell ?? ''))
    if (shaped === null) return null
    if (typeof shaped === 'string') return reject(shaped, raw, shaped === 'unknown_call' ? 'type' : null)
    const read = withTold(typer.type(shaped, line, position, raw, false), shaper.told?.() ?? [], told)
    if (!read.ok || !instant.isOurs) return read
    return { ok: true, record: { ...read.record, values: { ...read.record.values, [OUR_INSTANT]: true } } }
  }
}
