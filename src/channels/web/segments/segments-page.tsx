import { request } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { useTool } from '../data/use-tool.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { EmptyShop, useIsEmptyShop } from '../parts/empty-shop.tsx'
import { Notice } from '../parts/states.tsx'
import { Link } from '../routing/link.tsx'
import { navigate } from '../routing/location.ts'
import { ToolResultView } from '../tables/tool-result-view.tsx'
import { showRatio } from '../tables/show-minor.ts'
import { useText } from '../text/use-text.ts'
import { filtersInWords, type Condition } from './conditions.ts'

export interface SavedSegment {
  readonly id: string
  readonly name: string
  readonly refresh: string
  readonly filters: readonly Condition[] | null
  readonly created_by: string
  readonly created_on: string
  readonly size_when_saved: number
}

/** Saved segments with what they are worth now, and how the whole shop falls into lifecycle stages. */
export default function SegmentsPage() {
  const { say } = useText()
  const maySave = useMay('propose:segment')
  const saved = useResource<{ readonly segments: readonly SavedSegment[] }>('segments', (signal) =>
    request('/v1/segments', { signal }),
  )
  const isEmptyShop = useIsEmptyShop()
  const stages = useTool('segment_customers', { method: 'lifecycle' })
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle title={say('segments')} hint={say('segmentsHint')}>
        {maySave && (
          <Button look="primary" icon="plus" onClick={() => navigate('/segments/new')}>
            {say('newSegment')}
          </Button>
        )}
      </PageTitle>
      <Panel title={say('savedSegments')} resource={saved}>
        {({ segments }) =>
          segments.length === 0 ? (
            <Notice
              icon="groups"
              title={say('noSegments')}
              action={
                maySave && (
                  <Button className="mt-1" onClick={() => navigate('/segments/new')}>
                    {say('newSegment')}
                  </Button>
                )
              }
            >
              {say('noSegmentsHint')}
            </Notice>
          ) : (
            <ul className="divide-y divide-line">
              {segments.map((segment) => (
                <SegmentRow key={segment.id} segment={segment} />
              ))}
            </ul>
          )
        }
      </Panel>
      <Panel title={say('stagesOfShop')} resource={stages}>
        {(result) =>
          isEmptyShop ? (
            <EmptyShop />
          ) : (
            <ToolResultView name="stages" title={say('stagesOfShop')} result={result} figures={0} tableFirst inHead />
          )
        }
      </Panel>
    </div>
  )
}

function SegmentRow({ segment }: { readonly segment: SavedSegment }) {
  const { say, language, count, day } = useText()
  const now = useTool<{ readonly matched: number }>('find_customers', {
    filters: [{ field: 'segment', op: 'eq', value: segment.id }],
    limit: 1,
  })
  const fact = (id: string): number | null => {
    const value = now.data?.facts.find((one) => one.id === id)?.value
    return typeof value === 'number' ? value : null
  }
  const share = fact('share_of_customers')
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[minmax(0,1fr)_9rem_6.5rem]">
      <div className="min-w-0">
        <Link to={`/segments/${segment.id}`} className="font-medium text-accent hover:underline">
          {segment.name}
        </Link>{' '}
        <Chip>{segment.refresh === 'live' ? say('keptFresh') : say('fixedList')}</Chip>
        <p className="truncate text-quiet">{filtersInWords(segment.filters, { language, say })}</p>
      </div>
      <p className="sm:text-end">
        <span className="tabular font-medium">{now.data === null ? '…' : count(now.data.data.matched)}</span>{' '}
        <span className="block text-xs text-quiet">
          {say('wasOn', { size: count(segment.size_when_saved), day: day(segment.created_on) })}
        </span>
      </p>
      <p className="tabular text-quiet sm:text-end">
        {share === null ? '' : say('ofCustomers', { share: showRatio(share) })}
      </p>
    </li>
  )
}
