import { useState } from 'react'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Chip } from '../parts/chip.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice, TooLittle } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { labelFor } from '../data/labels.ts'

interface CheckData {
  readonly suspicious: readonly {
    readonly review_id: string
    readonly score: number
    readonly product_id?: string | null
    readonly reasons: readonly (string | { readonly code: string; readonly text?: string })[]
  }[]
}

/** Reviews that may not be genuine, the likeliest first, with why; whoever reads them decides. */
export function Suspicious({ args }: { readonly args: Readonly<Record<string, unknown>> }) {
  const { say, language } = useText()
  const found = useTool<CheckData>('check_reviews', { ...args, limit: 50 })
  return (
    <Panel
      title={say('reviews_suspicious')}
      resource={found}
      lines={6}
      aside={(result) => <HowButton name="checked" result={result} />}
    >
      {({ data, gate }) =>
        gate !== null ? (
          <TooLittle gate={gate} />
        ) : (data.suspicious ?? []).length === 0 ? (
          <Notice icon="check" title={say('nothingSuspicious')} />
        ) : (
          <ul className="divide-y divide-line text-sm">
            {data.suspicious.map((review) => (
              <li key={review.review_id} className="px-4 py-2.5">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <span className="font-medium">{review.review_id}</span>
                  <span className="text-quiet">{review.product_id}</span>
                  <span className="tabular ms-auto">{review.score.toFixed(2)}</span>
                </p>
                <ReviewText reviewId={review.review_id} />
                <p className="mt-1 flex flex-wrap gap-1">
                  {review.reasons.map((reason) => {
                    const code = typeof reason === 'string' ? reason : reason.code
                    return (
                      <Chip key={code} tone="warn">
                        {typeof reason === 'string'
                          ? labelFor(code, language)
                          : (reason.text ?? labelFor(code, language))}
                      </Chip>
                    )
                  })}
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Panel>
  )
}

/** The words of a review, fetched when somebody wants to read them. */
function ReviewText({ reviewId }: { readonly reviewId: string }) {
  const { say } = useText()
  const [open, setOpen] = useState(false)
  const found = useTool<{ readonly reviews: readonly { readonly text: string }[] }>(
    'search_reviews',
    open ? { review_id: reviewId } : null,
  )
  if (!open)
    return (
      <button type="button" className="text-accent underline" onClick={() => setOpen(true)}>
        {say('readIt')}
      </button>
    )
  return <p className="text-quiet">{found.data?.data.reviews[0]?.text ?? found.problem?.message ?? '…'}</p>
}
