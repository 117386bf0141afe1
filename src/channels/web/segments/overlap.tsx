import { useState } from 'react'
import { request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { useTool } from '../data/use-tool.ts'
import { showRatio } from '../tables/show-minor.ts'
import { useText } from '../text/use-text.ts'
import type { Condition } from './conditions.ts'
import type { SavedSegment } from './segments-page.tsx'

/** How many of these customers another saved segment holds as well. */
export function Overlap({
  whom,
  size,
  except,
}: {
  readonly whom: readonly Condition[]
  readonly size: number | null
  readonly except?: string
}) {
  const { say, count } = useText()
  const [other, setOther] = useState('')
  const saved = useResource<{ readonly segments: readonly SavedSegment[] }>('segments', (signal) =>
    request('/v1/segments', { signal }),
  )
  const both = useTool<{ readonly matched: number }>(
    'find_customers',
    other === '' ? null : { filters: [...whom, { field: 'segment', op: 'eq', value: other }], limit: 1 },
  )
  const choices = (saved.data?.segments ?? []).filter(({ id }) => id !== except)
  if (choices.length === 0) return null
  const shared = both.data?.data.matched ?? null
  return (
    <section className="card flex flex-col gap-3 p-4 text-sm">
      <label className="flex flex-col gap-1">
        <span className="font-semibold">{say('overlapWith')}</span>
        <select className="field" value={other} onChange={(event) => setOther(event.target.value)}>
          <option value="">{say('pickSegment')}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {shared !== null && size !== null && size > 0 && (
        <div aria-live="polite">
          <p>{say('overlapIs', { shared: count(shared), share: showRatio(shared / size) })}</p>
          <div className="mt-2 h-2 rounded-full bg-sunken">
            <div className="h-full rounded-full bg-accent" style={{ width: `${(100 * shared) / size}%` }} />
          </div>
        </div>
      )}
    </section>
  )
}
