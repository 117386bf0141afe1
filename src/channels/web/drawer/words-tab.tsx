import type { ReactNode } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor, nameFor } from '../data/labels.ts'
import { TooLittle } from '../parts/states.tsx'
import { showCell } from '../tables/show-cell.ts'
import { useText } from '../text/use-text.ts'

/** The result in plain words: what it means, of whom and when, what was left out, and every figure of it. */
export function WordsTab({ result, figure }: { readonly result: ToolSuccess; readonly figure: string | null }) {
  const { say, language, count, day } = useText()
  const { evidence, facts, gate, warnings } = result
  const leftOut = Object.entries(evidence.rows_left_out).filter(([, rows]) => rows > 0)
  return (
    <dl className="flex flex-col gap-4 text-sm">
      {gate !== null && <TooLittle gate={gate} />}
      {evidence.definition.length > 0 && (
        <Part name={say('definition')}>
          {evidence.definition.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Part>
      )}
      {warnings.length > 0 && (
        <Part name={say('caveats')}>
          {warnings.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Part>
      )}
      <div className="grid grid-cols-2 gap-4">
        {evidence.period !== null && (
          <Part name={say('period')}>
            {day(evidence.period.from)} – {day(dayBefore(evidence.period.to))}
          </Part>
        )}
        <Part name={say('asOf')}>{day(evidence.as_of)}</Part>
        <Part name={say('rowsUsed')}>{count(evidence.rows_used)}</Part>
        <Part name={say('leftOut')}>
          {leftOut.length === 0
            ? say('nothingLeftOut')
            : leftOut.map(([reason, rows]) => (
                <p key={reason}>{say('named', { name: labelFor(reason, language), value: count(rows) })}</p>
              ))}
        </Part>
      </div>
      <Part name={say('population')}>{evidence.population}</Part>
      <Part name={say('method')}>{evidence.method}</Part>
      <Part name={say('figures')}>
        <table className="w-full">
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.id} className={fact.id === figure ? 'bg-accent-soft' : ''}>
                <th scope="row" className="py-0.5 pe-3 text-start font-normal text-quiet">
                  {nameFor(fact.id, fact.label, language)}
                </th>
                <td className="tabular py-0.5 text-end">
                  {showCell(fact.value, fact.unit, language)}
                  {fact.interval !== undefined && (
                    <span className="block text-xs text-quiet">
                      {showCell(fact.interval[0], fact.unit, language)} –{' '}
                      {showCell(fact.interval[1], fact.unit, language)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    </dl>
  )
}

/** Periods are half-open; people name the last day that counts. */
const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)

const Part = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="eyebrow">{name}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
)
