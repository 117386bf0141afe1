import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor } from '../data/labels.ts'
import { Icon } from '../parts/icon.tsx'
import { showCell } from '../tables/show-cell.ts'
import { useText } from '../text/use-text.ts'
import { FactFigures, factOf } from './fact-figures.tsx'

/** What a test says, in the order in which it may be believed: the verdict, how large, and whether the groups compare. */
export function ExperimentVerdict({ result }: { readonly result: ToolSuccess }) {
  const { say, language } = useText()
  const verdict = factOf(result, 'verdict')?.value
  const difference = factOf(result, 'difference')
  const text = (id: string): string => {
    const fact = factOf(result, id)
    return fact === undefined ? '–' : showCell(fact.value, fact.unit, language)
  }
  const mismatch = factOf(result, 'srm_mismatch') !== undefined
  if (typeof verdict !== 'string') return null
  return (
    <div className="flex flex-col gap-4 border-b border-line p-4">
      <div>
        <p className="title text-xl text-accent first-letter:uppercase">{labelFor(verdict, language)}</p>
        {difference?.interval !== undefined && (
          <p className="mt-1">
            {say('differenceLine', {
              group: text('group'),
              reference: text('reference'),
              measure: text('metric'),
              difference: showCell(difference.value, difference.unit, language),
              low: showCell(difference.interval[0], difference.unit, language),
              high: showCell(difference.interval[1], difference.unit, language),
            })}
          </p>
        )}
      </div>
      <FactFigures
        wide
        result={result}
        ids={['reference_value', 'group_value', 'p', 'probability_better', 'needed_per_group']}
      />
      {factOf(result, 'srm_p') !== undefined && (
        <p className={`flex gap-2 text-sm ${mismatch ? 'text-bad' : 'text-quiet'}`}>
          <Icon name={mismatch ? 'warn' : 'check'} className="mt-0.5 size-4 shrink-0" />
          {say(mismatch ? 'ratioOff' : 'ratioFits', {
            planned: text('srm_expected'),
            observed: text('srm_observed'),
            p: text('srm_p'),
          })}
        </p>
      )}
    </div>
  )
}
