import { labelFor } from '../data/labels.ts'
import { Chip } from '../parts/chip.tsx'
import { Figure } from '../parts/figure.tsx'
import { showRatio } from '../tables/show-minor.ts'
import { useText } from '../text/use-text.ts'

export interface Quote {
  readonly review_id: string
  readonly text: string
  readonly rating?: number | null
}

export interface ReviewsData {
  readonly reviews: number
  readonly sentiment: {
    readonly negative: number
    readonly neutral: number
    readonly positive: number
    readonly negative_share: number | null
    readonly mean_rating: number | null
  }
  readonly topics: readonly {
    readonly name: string
    readonly reviews?: number
    readonly share: number
    readonly negative?: number
    readonly positive?: number
    readonly sentiment: number
    readonly trend: string | null
    readonly quotes: readonly Quote[]
  }[]
}

const QUOTES = 2

/** Topics as bars of the share of reviews that speak of them, their mood, and what people wrote in their own words. */
export function Topics({ data }: { readonly data: ReviewsData }) {
  const { say, language, count } = useText()
  const { sentiment } = data
  const most = Math.max(...data.topics.map(({ share }) => share), 1e-9)
  return (
    <>
      <div className="grid grid-cols-3 gap-4 border-b border-line p-4">
        <Figure label={say('reviews')}>{count(data.reviews)}</Figure>
        <Figure label={say('meanRating')}>
          {sentiment.mean_rating === null ? '–' : sentiment.mean_rating.toFixed(2)}
        </Figure>
        <Figure label={say('negativeShare')}>
          {sentiment.negative_share === null ? '–' : showRatio(sentiment.negative_share)}
        </Figure>
      </div>
      <ul className="divide-y divide-line">
        {data.topics.map((topic) => (
          <li key={topic.name} className="grid gap-x-6 gap-y-2 px-4 py-3 text-sm sm:grid-cols-[15rem_minmax(0,1fr)]">
            <div>
              <p className="flex items-center justify-between gap-2">
                <span className="font-medium">{labelFor(topic.name, language)}</span>
                <span className="tabular text-quiet">{showRatio(topic.share)}</span>
              </p>
              <div className="mt-1 flex h-2 overflow-hidden rounded-full bg-sunken">
                <Bar share={topic.share / most} negative={topic.negative} positive={topic.positive} />
              </div>
              <p className="mt-1.5 flex flex-wrap gap-1.5">
                <Chip tone={topic.sentiment < -0.05 ? 'bad' : topic.sentiment > 0.05 ? 'good' : 'plain'}>
                  {say(topic.sentiment < -0.05 ? 'moodBad' : topic.sentiment > 0.05 ? 'moodGood' : 'moodEven')}{' '}
                  {topic.sentiment.toFixed(2)}
                </Chip>
                {topic.trend !== null && topic.trend !== 'steady' && <Chip>{labelFor(topic.trend, language)}</Chip>}
              </p>
            </div>
            <ul className="flex flex-col gap-1.5">
              {topic.quotes.slice(0, QUOTES).map((quote) => (
                <li key={quote.review_id} className="border-s-2 border-line-strong ps-3">
                  <q>{quote.text}</q>{' '}
                  <span className="text-xs whitespace-nowrap text-quiet">
                    {quote.review_id}
                    {quote.rating != null && ` · ${say('stars', { stars: quote.rating })}`}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The share as the bar's length; within it the bad and the good part where they are known. */
function Bar({
  share,
  negative = 0,
  positive = 0,
}: {
  readonly share: number
  readonly negative?: number | undefined
  readonly positive?: number | undefined
}) {
  const told = negative + positive
  if (told === 0) return <span className="bg-accent" style={{ width: `${100 * share}%` }} />
  return (
    <>
      <span className="bg-bad" style={{ width: `${(100 * share * negative) / told}%` }} />
      <span className="bg-good" style={{ width: `${(100 * share * positive) / told}%` }} />
    </>
  )
}
