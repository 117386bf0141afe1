import type { ReactNode } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor } from '../data/labels.ts'
import { useText } from '../text/use-text.ts'
import { FactFigures, factOf } from './fact-figures.tsx'

const INCREMENTAL = ['incremental_customers', 'incremental_revenue', 'incremental_difference', 'roi']
const ATTRIBUTED = ['attributed_customers', 'attributed_revenue', 'conversion', 'roi_attributed']

/** What is due to a campaign, apart from what only came after it: the two are never to be taken for one another. */
export function CampaignEffect({ result }: { readonly result: ToolSuccess }) {
  const { say, language } = useText()
  const effect = ['worked', 'harmed', 'unclear'].flatMap((id) => factOf(result, id)?.value ?? [])[0]
  const measured = factOf(result, 'incremental_difference') !== undefined
  return (
    <div className="grid gap-px border-b border-line bg-line md:grid-cols-2">
      <Side title={say('incrementalTitle')} hint={measured ? say('incrementalHint') : say('incrementalMissing')} strong>
        {typeof effect === 'string' && (
          <p className="mb-3 font-medium">{say('named', { name: say('effect'), value: labelFor(effect, language) })}</p>
        )}
        <FactFigures result={result} ids={INCREMENTAL} />
      </Side>
      <Side title={say('attributedTitle')} hint={say('attributedHint')}>
        <FactFigures result={result} ids={ATTRIBUTED} />
      </Side>
    </div>
  )
}

const Side = ({
  title,
  hint,
  strong = false,
  children,
}: {
  readonly title: string
  readonly hint: string
  readonly strong?: boolean
  readonly children: ReactNode
}) => (
  <section aria-label={title} className="bg-panel p-4">
    <h3 className={`title text-base ${strong ? 'text-accent' : ''}`}>{title}</h3>
    <p className="mt-0.5 mb-3 text-sm text-quiet">{hint}</p>
    {children}
  </section>
)
