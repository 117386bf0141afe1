import type { Store } from '../../store/open.ts'
import { readReturnReasons } from '../../store/queries/voice/read-return-reasons.ts'
import { readTickets } from '../../store/queries/voice/read-tickets.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { readTexts, type ReviewReader } from './model/read-texts.ts'
import type { ReviewParameters } from './model/review-parameters.ts'
import { loadReviewReader, type BookReview } from './review-book.ts'
import type { ReadText } from './score-review-text.ts'
import type { TextSource } from './text-sources.ts'

type DeskText = Omit<BookReview, 'language' | 'sentiment' | 'mentions'> & {
  /** As it is read; of the same length as `text`, so that every position fits both. */
  readonly read: string
}

interface KnownTexts {
  readonly run: ModelRun<ReviewParameters> | null
  /** Readings by source and text: reasons of returns repeat, and tickets change as they grow. */
  readonly readings: Map<TextSource, ReadonlyMap<string, ReadText>>
}

const known = new WeakMap<Store, KnownTexts>()

/**
 * What customers wrote to the staff and why they sent things back, as of the instant of the context, read like reviews: by
 * the same topics, listed and learnt ones. How it sounds is the lexicon's word, for stars were learnt from reviews only.
 * Readings of the texts that are there now are kept; one that was erased leaves with its row.
 *
 * Time: about 0.2 ms per text that is new.
 */
export function loadDeskTexts(ctx: ServiceContext, sources: readonly TextSource[]): BookReview[] {
  const { run, reader } = loadReviewReader(ctx)
  const before = known.get(ctx.store)
  const kept: KnownTexts = before !== undefined && before.run?.id === run?.id ? before : { run, readings: new Map() }
  known.set(ctx.store, kept)
  return sources.flatMap((source) => {
    if (source === 'reviews') return []
    const texts = source === 'tickets' ? ticketTexts(ctx) : returnTexts(ctx)
    const readings = readAll(texts, kept.readings.get(source), reader === null ? null : { ...reader, polarity: null })
    kept.readings.set(source, readings)
    return texts.flatMap(({ read, ...text }): BookReview[] => {
      const reading = readings.get(read)
      if (reading === undefined) return []
      const { language, sentiment, mentions } = reading
      return [{ ...text, language, sentiment, mentions }]
    })
  })
}

function readAll(
  texts: readonly DeskText[],
  before: ReadonlyMap<string, ReadText> | undefined,
  reader: ReviewReader | null,
): ReadonlyMap<string, ReadText> {
  const all = [...new Set(texts.map(({ read }) => read))]
  const fresh = all.filter((text) => before?.has(text) !== true)
  const read = readTexts(
    fresh.map((text) => ({ text })),
    reader,
  )
  const now = new Map(fresh.map((text, i) => [text, read[i]]))
  return new Map(
    all.flatMap((text) => {
      const reading = before?.get(text) ?? now.get(text)
      return reading === undefined ? [] : [[text, reading] as const]
    }),
  )
}

const ticketTexts = (ctx: ServiceContext): DeskText[] =>
  readTickets(ctx.store, { from: 0, to: ctx.asOf.until, until: ctx.asOf.until }).flatMap((ticket) => {
    const text = [ticket.subject, ticket.words].filter((part) => part !== null && part !== '').join('\n')
    return text === ''
      ? []
      : [
          {
            id: ticket.id,
            source: 'tickets' as const,
            customerId: ticket.customerId,
            productId: ticket.productId,
            // Stars of a ticket are for the staff, not for what it is about.
            rating: null,
            writtenAt: ticket.at,
            writtenDay: ctx.shop.zone.dayOf(ticket.at),
            text,
            read: text,
          },
        ]
  })

/** Reasons are often codes: `does_not_fit` is read as words. */
const returnTexts = (ctx: ServiceContext): DeskText[] =>
  readReturnReasons(ctx.store, ctx.asOf.until).map(({ id, customerId, productId, reason, at, day }) => ({
    id,
    source: 'returns',
    customerId,
    productId,
    rating: null,
    writtenAt: at,
    writtenDay: day,
    text: reason,
    read: reason.replaceAll(/[_-]/g, ' '),
  }))
