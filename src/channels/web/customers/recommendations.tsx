import type { ToolSuccess } from '../../../lib/tool-result.ts'
import type { Resource } from '../data/use-resource.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice, TooLittle } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import type { RecommendData } from './profile.ts'

/** What to show them next, each with the reason. */
export function Recommendations({ resource }: { readonly resource: Resource<ToolSuccess<RecommendData>> }) {
  const { say } = useText()
  return (
    <Panel title={say('toOffer')} resource={resource} aside={(result) => <HowButton name="offers" result={result} />}>
      {(result) => {
        const { data, gate } = result
        if (gate !== null) return <TooLittle gate={gate} />
        if (data.items.length === 0) return <Notice icon="bag" title={say('nothingToOffer')} />
        const nameOf = (productId: string): string => {
          const row = result.table?.rows.find((candidate) => candidate['product_id'] === productId)
          return String(row?.['product'] ?? productId)
        }
        return (
          <>
            {!data.personalised && data.not_personal !== null && (
              <p className="px-4 pt-3 text-sm text-quiet">{data.not_personal}</p>
            )}
            <ol className="divide-y divide-line">
              {data.items.map(({ product_id: id, reason }) => (
                <li key={id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm">
                  <span className="font-medium">{nameOf(id)}</span>
                  {nameOf(id) !== id && <span className="text-xs text-quiet">{id}</span>}
                  <span className="w-full text-quiet">{reason.text}</span>
                </li>
              ))}
            </ol>
          </>
        )
      }}
    </Panel>
  )
}
