import type { TextLanguage } from '../../compute/text/detect-language.ts'
import type { Store } from '../../store/open.ts'
import { readReviews, readReviewVersion, type StoredReview } from '../../store/queries/reviews/read-reviews.ts'
import type { ServiceContext } from '../context.ts'
import { readModel, type ModelRun } from '../models/load-model.ts'
import { readerOf, readTexts, type ReviewReader } from './model/read-texts.ts'
import { reviewModel } from './model/review-model.ts'
import type { ReviewParameters } from './model/review-parameters.ts'
import { textOf } from './review-text.ts'
import type { AspectMention, ReadText } from './score-review-text.ts'

/** A review with what its text says. */
export interface BookReview {
  readonly id: string
  readonly customerId: string | null
  readonly productId: string | null
  readonly rating: number | null
  /** UTC ms */
  readonly writtenAt: number
  readonly writtenDay: number
  /** Title and body as they were written, a line break between them. */
  readonly text: string
  readonly language: TextLanguage
  /** [-1, 1]; null where there is no text, or none that is read here. */
  readonly sentiment: number | null
  readonly mentions: readonly AspectMention[]
}

/** Every review of the store, read once with one run of the model. */
export interface ReviewBook {
  readonly version: string
  /** The run that they were read with; null when the lexicons alone read them. */
  readonly run: ModelRun<ReviewParameters> | null
  /** In the order of writing. */
  readonly reviews: readonly BookReview[]
  readonly byId: ReadonlyMap<string, BookReview>
}

type Frame = Pick<ServiceContext, 'store' | 'shop' | 'asOf'>

const books = new WeakMap<Store, ReviewBook>()
const readers = new WeakMap<ModelRun<ReviewParameters>, ReviewReader>()

/** The run of the model that an as-of may read with, and what it learnt. */
export function loadReviewReader(ctx: Frame): {
  readonly run: ModelRun<ReviewParameters> | null
  readonly reader: ReviewReader | null
} {
  const run = readModel<ReviewParameters>(ctx, reviewModel, ctx.asOf)
  if (run === null) return { run, reader: null }
  const reader = readers.get(run) ?? readerOf(run.parameters)
  readers.set(run, reader)
  return { run, reader }
}

/**
 * The reviews of the store as they are now, each with its reading. New and changed ones are read when they are first asked
 * for; the rest is kept until the store is closed or another run of the model reads.
 *
 * Time: about 0.2 ms per review that is new, 2 us per one that is known.
 */
export function loadReviewBook(ctx: Frame): ReviewBook {
  const { store } = ctx
  const version = readReviewVersion(store)
  const { run, reader } = loadReviewReader(ctx)
  const known = books.get(store)
  const sameRun = known !== undefined && known.run?.id === run?.id
  if (sameRun && known.version === version) return known
  const reviews = readRows([...readReviews(store)], reader, sameRun ? known.byId : new Map<string, BookReview>())
  const book = { version, run, reviews, byId: new Map(reviews.map((review) => [review.id, review])) }
  books.set(store, book)
  return book
}

/** Rows with their readings; an earlier reading serves as long as the text is the same. */
export function readRows(
  rows: readonly StoredReview[],
  reader: ReviewReader | null,
  known: ReadonlyMap<string, BookReview> = new Map(),
): BookReview[] {
  const texts = rows.map((row) => ({ row, text: textOf(row) }))
  const fresh = texts.filter(({ row, text }) => known.get(row.id)?.text !== text)
  const readings = new Map<string, Pick<ReadText, 'language' | 'sentiment' | 'mentions'>>(
    readTexts(
      fresh.map(({ row, text }) => ({ text, language: statedLanguage(row.language) })),
      reader,
    ).map((reading, i) => [fresh[i]?.row.id ?? '', reading]),
  )
  return texts.map(({ row, text }) => {
    const { id, customerId, productId, rating, writtenAt, writtenDay } = row
    const reading = readings.get(id) ?? known.get(id)
    if (reading === undefined) throw new Error(`review ${id} was not read`)
    const { language, sentiment, mentions } = reading
    return { id, customerId, productId, rating, writtenAt, writtenDay, text, language, sentiment, mentions }
  })
}

/** What the source says of a text's language is believed. */
function statedLanguage(language: string | null): TextLanguage | undefined {
  const stated = language?.toLowerCase().slice(0, 2) ?? ''
  return stated === '' ? undefined : (stated as TextLanguage)
}
