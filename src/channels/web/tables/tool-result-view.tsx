import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { nameFor } from '../data/labels.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Figure } from '../parts/figure.tsx'
import { Icon } from '../parts/icon.tsx'
import { TooLittle } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { ResultView } from './result-view.tsx'
import { showCell } from './show-cell.ts'

export interface ToolResultViewProps {
  /** By which the address opens how it was computed. */
  readonly name: string
  readonly title: string
  readonly result: ToolSuccess
  /** How many of the leading figures stand above the table. */
  readonly figures?: number
  readonly tableFirst?: boolean
  /** Alone in its panel: its buttons stand in the panel's head. */
  readonly inHead?: boolean
}

/** Any result of any tool, inside a panel: its leading figures with their intervals, its caveats, its table and chart. */
export function ToolResultView({
  name,
  title,
  result,
  figures = 6,
  tableFirst = false,
  inHead = false,
}: ToolResultViewProps) {
  const { language } = useText()
  const { facts, gate, warnings, table, chart } = result
  // The ends of an interval stand under their figure, not beside it.
  const ends = new Set(facts.flatMap(({ interval }) => interval ?? []))
  const leading = facts
    .filter(({ value, unit }) => typeof value === 'number' && unit !== 'count' && unit !== 'days' && !ends.has(value))
    .filter((fact, at, all) => all.findIndex(({ label }) => label === fact.label) === at)
    .slice(0, figures)
  return (
    <>
      {gate !== null && <TooLittle gate={gate} />}
      {leading.length > 0 && (
        <div className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-3">
          {leading.map((fact) => (
            <Figure
              key={fact.id}
              label={nameFor(fact.id, fact.label, language)}
              note={
                fact.interval === undefined
                  ? undefined
                  : `${showCell(fact.interval[0], fact.unit, language)} – ${showCell(fact.interval[1], fact.unit, language)}`
              }
            >
              {showCell(fact.value, fact.unit, language)}
            </Figure>
          ))}
        </div>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="flex gap-2 px-4 pt-2 text-sm text-quiet">
          <Icon name="warn" className="mt-0.5 size-4" />
          {warning}
        </p>
      ))}
      {table === null || table.rows.length === 0 ? (
        <p className="flex justify-end px-3 py-1">
          <HowButton name={name} result={result} />
        </p>
      ) : (
        <ResultView
          flat
          title={title}
          table={table}
          chart={chart}
          tableFirst={tableFirst}
          inHead={inHead}
          actions={<HowButton name={name} result={result} />}
        />
      )}
    </>
  )
}
