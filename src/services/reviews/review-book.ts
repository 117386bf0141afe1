import type { TextLanguage } from '../../compute/text/detect-language.ts'
import type { Store } from '../../store/open.ts'
import { readReviews, readReviewVersion, type StoredReview } from '../../store/queries/reviews/read-reviews.ts'
import type { ServiceContext } from '../context.ts'
import { readModel, type ModelRun } from '../models/read-model.ts'
import { hashOfText, unpackReadings, type Reading } from './model/pack-readings.ts'
import { readerOf, readTexts, type ReviewReader } from './model/read-texts.ts'
import { reviewModel } from './model/review-model.ts'
import type { ReviewParameters } from './model/review-parameters.ts'
import { statedLanguage, textOf } from './review-text.ts'
import type { AspectMention } from './score-review-text.ts'
import type { TextSource } from './text-sources.ts'

/** A review, or another text of a customer, with what it says. */
export interface BookReview {
  readonly id: string
  readonly source: TextSource
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

/** What a run kept, while nothing has read the reviews of the store yet. */
const storedReadings = (run: ModelRun<ReviewParameters> | null): ReturnType<typeof unpackReadings> =>
  run === null ? new Map() : unpackReadings(run.parameters.readings)

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
  const reviews = sameRun
    ? readRows([...readReviews(store)], reader, (id, text) =>
        known.byId.get(id)?.text === text ? known.byId.get(id) : undefined,
      )
    : readRows([...readReviews(store)], reader, readingsOf(run))
  const book = { version, run, reviews, byId: new Map(reviews.map((review) => [review.id, review])) }
  books.set(store, book)
  return book
}

/** The readings that a run kept, of texts that are still the same. */
function readingsOf(run: ModelRun<ReviewParameters> | null): KnownReading {
  const stored = storedReadings(run)
  return (id, text) => {
    const reading = stored.get(id)
    return reading?.hash === hashOfText(text) ? reading : undefined
  }
}

type KnownReading = (id: string, text: string) => Reading | undefined

/** Rows with their readings; an earlier reading serves as long as the text is the same. */
export function readRows(
  rows: readonly StoredReview[],
  reader: ReviewReader | null,
  knownReading: KnownReading = () => undefined,
): BookReview[] {
  const texts = rows.map((row) => ({ row, text: textOf(row) }))
  const readings = new Map<string, Reading>()
  const fresh = texts.filter(({ row, text }) => {
    const known = knownReading(row.id, text)
    if (known !== undefined) readings.set(row.id, known)
    return known === undefined
  })
  readTexts(
    fresh.map(({ row, text }) => ({ text, language: statedLanguage(row.language) })),
    reader,
  ).forEach((reading, i) => readings.set(fresh[i]?.row.id ?? '', reading))
  return texts.map(({ row, text }) => {
    const { id, customerId, productId, rating, writtenAt, writtenDay } = row
    const reading = readings.get(id)
    if (reading === undefined) throw new Error(`review ${id} was not read`)
    const { language, sentiment, mentions } = reading
    const source = 'reviews'
    return { id, source, customerId, productId, rating, writtenAt, writtenDay, text, language, sentiment, mentions }
  })
}
