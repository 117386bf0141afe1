import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice } from '../parts/states.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'

interface SearchData {
  readonly reviews: readonly {
    readonly review_id: string
    readonly text: string
    readonly rating?: number | null
    readonly product_id?: string | null
    readonly product_name?: string | null
    readonly written_on?: string | null
    readonly score: number
  }[]
}

/** Reviews that mean what was typed, in whatever words they say it. */
export function ReviewSearch() {
  const { say } = useText()
  const { query } = useAddress()
  const words = query.get('q') ?? ''
  const found = useTool<SearchData>('search_reviews', words === '' ? null : { query: words, k: 20 })
  return (
    <div className="flex flex-col gap-4">
      <form
        role="search"
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          setQuery({ q: String(new FormData(event.currentTarget).get('q') ?? '').trim() })
        }}
      >
        <input
          name="q"
          type="search"
          defaultValue={words}
          aria-label={say('searchReviews')}
          placeholder={say('searchReviewsHint')}
          className="field min-w-0 flex-1"
        />
        <Button look="primary" icon="search" type="submit">
          {say('find')}
        </Button>
      </form>
      {words !== '' && (
        <Panel
          title={say('reviewsFound')}
          resource={found}
          aside={(result) => <HowButton name="found" result={result} />}
        >
          {({ data }) =>
            (data.reviews ?? []).length === 0 ? (
              <Notice icon="quote" title={say('noReviews')} />
            ) : (
              <ul className="divide-y divide-line text-sm">
                {data.reviews.map((review) => (
                  <li key={review.review_id} className="px-4 py-2.5">
                    <q>
                      <Highlighted text={review.text} words={words} />
                    </q>
                    <p className="text-xs text-quiet">
                      {[
                        review.review_id,
                        review.product_name ?? review.product_id,
                        review.rating == null ? null : say('stars', { stars: review.rating }),
                        review.written_on,
                      ]
                        .filter((part) => part != null)
                        .join(' · ')}
                    </p>
                  </li>
                ))}
              </ul>
            )
          }
        </Panel>
      )}
    </div>
  )
}

/** The words that were searched for, marked where a text holds them. */
function Highlighted({ text, words }: { readonly text: string; readonly words: string }) {
  const wanted = words
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  if (wanted.length === 0) return text
  return text.split(new RegExp(`(${wanted.join('|')})`, 'gi')).map((part, at) =>
    at % 2 === 1 ? (
      <mark key={at} className="rounded-sm bg-accent-soft text-accent">
        {part}
      </mark>
    ) : (
      part
    ),
  )
}
