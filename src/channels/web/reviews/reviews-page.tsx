import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice, TooLittle } from '../parts/states.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { ReviewSearch } from './review-search.tsx'
import { Suspicious } from './suspicious.tsx'
import { Topics, type ReviewsData } from './topics.tsx'

const TABS = ['topics', 'search', 'suspicious'] as const
const PERIODS = ['last_90_days', 'last_quarter', 'last_365_days', 'all'] as const

/** What customers write: topics with their mood and quotes, search by meaning, and reviews that may not be genuine. */
export default function ReviewsPage() {
  const { say } = useText()
  const { query } = useAddress()
  const tab = TABS.find((name) => name === query.get('view')) ?? 'topics'
  const about = query.get('about') ?? ''
  const period = query.get('period') ?? PERIODS[0]
  const scope =
    about === '' ? {} : /^[A-Z]+-\d+$/i.test(about) ? { product_id: about.toUpperCase() } : { category: about }
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col">
      <PageTitle title={say('reviews')} hint={say('reviewsHint')} />
      <form
        className="mb-4 flex flex-wrap items-end gap-3 text-sm"
        onSubmit={(event) => {
          event.preventDefault()
          setQuery({ about: String(new FormData(event.currentTarget).get('about') ?? '').trim() })
        }}
      >
        <label className="flex flex-col gap-1">
          <span className="eyebrow">{say('productOrCategory')}</span>
          <input key={about} name="about" type="search" defaultValue={about} placeholder="SKU-5120" className="field" />
        </label>
        <label className="flex flex-col gap-1">
          <span className="eyebrow">{say('period')}</span>
          <select className="field" value={period} onChange={(event) => setQuery({ period: event.target.value })}>
            {PERIODS.map((one) => (
              <option key={one} value={one}>
                {say(`period_${one}`)}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit">{say('show')}</Button>
      </form>
      <Tabs
        label={say('reviews')}
        tabs={TABS.map((name) => ({ name, label: say(`reviews_${name}`) }))}
        picked={tab}
        onPick={(name) => setQuery({ view: name === 'topics' ? null : name })}
      >
        {tab === 'topics' && <TopicsPanel args={{ ...scope, ...(period === 'all' ? {} : { period }) }} />}
        {tab === 'search' && <ReviewSearch />}
        {tab === 'suspicious' && <Suspicious args={scope} />}
      </Tabs>
    </div>
  )
}

function TopicsPanel({ args }: { readonly args: Readonly<Record<string, unknown>> }) {
  const { say } = useText()
  const result = useTool<ReviewsData>('analyze_reviews', args)
  return (
    <Panel
      title={say('reviews_topics')}
      resource={result}
      lines={6}
      aside={(found) => <HowButton name="topics" result={found} />}
    >
      {({ data, gate }) =>
        gate !== null ? (
          <TooLittle gate={gate} />
        ) : data.topics.length === 0 ? (
          <Notice icon="quote" title={say('noReviews')} />
        ) : (
          <Topics data={data} />
        )
      }
    </Panel>
  )
}
