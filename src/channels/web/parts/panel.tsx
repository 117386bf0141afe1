import { createContext, useId, useState, type ReactNode } from 'react'
import type { Resource } from '../data/use-resource.ts'
import { useText } from '../text/use-text.ts'
import { Failure, Loading } from './states.tsx'

export interface PanelProps<Data> {
  readonly title: string
  readonly resource: Resource<Data>
  readonly children: (data: Data) => ReactNode
  /** Shown beside the title once there are data. */
  readonly aside?: ((data: Data) => ReactNode) | undefined
  readonly lines?: number
  readonly className?: string
}

/** Where the head of the panel takes buttons of what it holds. */
export const PanelHead = createContext<HTMLElement | null>(null)

/** A part of a page with its title and each of its states: loading, failed, forbidden, stale while newer data come, ready. */
export function Panel<Data>({ title, resource, children, aside, lines, className = '' }: PanelProps<Data>) {
  const { say } = useText()
  const id = useId()
  const [head, setHead] = useState<HTMLElement | null>(null)
  const { data, problem, loading, waited, reload } = resource
  return (
    <section aria-labelledby={id} className={`card min-w-0 ${className}`}>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-1">
        <h2 id={id} className="py-1 text-sm font-semibold">
          {title}
        </h2>
        <div className="-me-2 ms-auto flex items-center gap-1 max-sm:has-[[role=group]]:w-full">
          {loading && data !== null && (
            <span role="status" className="text-xs text-quiet">
              {say('refreshing')}
            </span>
          )}
          {data !== null && aside?.(data)}
          <span ref={setHead} className="flex items-center justify-end gap-x-1 empty:hidden max-sm:grow" />
        </div>
      </div>
      {problem !== null ? (
        <Failure problem={problem} onRetry={reload} />
      ) : data === null ? (
        <Loading waited={waited} {...(lines === undefined ? {} : { lines })} />
      ) : (
        <PanelHead value={head}>
          <div className={loading ? 'opacity-60 transition-opacity' : ''}>{children(data)}</div>
        </PanelHead>
      )}
    </section>
  )
}
