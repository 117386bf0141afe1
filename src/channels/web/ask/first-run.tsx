import type { ReactNode } from 'react'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { LoadDemo } from './load-demo.tsx'

/** An empty store: the demo shop, one's own file, or events as they happen. */
export function FirstRun() {
  const { say } = useText()
  return (
    <div className="mt-7 grid gap-4 md:grid-cols-3">
      <Way title={say('wayDemo')} hint={say('wayDemoHint')}>
        <LoadDemo />
      </Way>
      <Way title={say('wayFile')} hint={say('wayFileHint')}>
        <Link to="/data?import=1" className="text-accent underline">
          {say('importFile')}
        </Link>
      </Way>
      <Way title={say('wayEvents')} hint={say('wayEventsHint')}>
        <Link to="/settings/connect" className="text-accent underline">
          {say('section_connect')}
        </Link>
      </Way>
    </div>
  )
}

const Way = ({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}) => (
  <div className="card flex flex-col gap-2 p-4 text-sm">
    <h2 className="title text-base">{title}</h2>
    <p className="text-quiet">{hint}</p>
    {children}
  </div>
)
