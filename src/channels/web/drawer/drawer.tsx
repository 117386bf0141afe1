import { useEffect, useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { DataTab } from './data-tab.tsx'
import { ModelTab } from './model-tab.tsx'
import { QueryTab } from './query-tab.tsx'
import { useShelvedResult } from './result-shelf.tsx'
import { StepsTab } from './steps-tab.tsx'
import { WordsTab } from './words-tab.tsx'

const TABS = ['words', 'steps', 'query', 'data', 'model'] as const
type TabName = (typeof TABS)[number]

/**
 * "How was this computed?", at `?how=NAME`: a result of the conversation by its id, or one that the page shows by the name
 * that its panel gave it.
 */
export function Drawer() {
  const { path, query } = useAddress()
  const { say } = useText()
  const how = query.get('how')
  const threadId = /^\/threads\/([^/]+)$/.exec(path)?.[1] ?? null
  const shelved = useShelvedResult(how)
  const stored = useResource<ToolSuccess>(how !== null && threadId !== null ? `${threadId}/${how}` : null, (signal) =>
    request(`/v1/threads/${threadId}/results/${how}`, { signal }),
  )
  const close = (): void => setQuery({ how: null, tab: null, figure: null })
  if (how === null) return null
  const result = threadId === null ? shelved : stored.data
  return (
    <Dialog title={say('howComputed')} place="side" onClose={close}>
      {stored.problem !== null ? (
        <Failure problem={stored.problem} onRetry={stored.reload} />
      ) : result === null ? (
        <Loading waited={200} />
      ) : (
        <Explained key={how} result={result} figure={query.get('figure')} tab={query.get('tab')} />
      )}
    </Dialog>
  )
}

function Explained({
  result,
  figure,
  tab,
}: {
  readonly result: ToolSuccess
  readonly figure: string | null
  readonly tab: string | null
}) {
  const { say } = useText()
  const [picked, setPicked] = useState<TabName>(TABS.find((name) => name === tab) ?? 'words')
  useEffect(() => setQuery({ tab: picked === 'words' ? null : picked }), [picked])
  const tabs = TABS.filter((name) => name !== 'model' || result.evidence.model !== null).map((name) => ({
    name,
    label: say(`tab_${name}`),
  }))
  return (
    <Tabs label={say('howComputed')} tabs={tabs} picked={picked} onPick={setPicked}>
      {picked === 'words' && <WordsTab result={result} figure={figure} />}
      {picked === 'steps' && <StepsTab result={result} />}
      {picked === 'query' && <QueryTab result={result} />}
      {picked === 'data' && <DataTab result={result} />}
      {picked === 'model' && <ModelTab result={result} />}
    </Tabs>
  )
}
