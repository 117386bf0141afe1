import type { Fact, ToolSuccess } from '../../../lib/tool-result.ts'
import { nameFor } from '../data/labels.ts'
import { Figure } from '../parts/figure.tsx'
import { showCell } from '../tables/show-cell.ts'
import { useText } from '../text/use-text.ts'

export const factOf = (result: ToolSuccess, id: string): Fact | undefined => result.facts.find((fact) => fact.id === id)

/** The named facts of a result side by side, those that it has, each above its interval. */
export function FactFigures({
  result,
  ids,
  wide = false,
}: {
  readonly result: ToolSuccess
  readonly ids: readonly string[]
  /** Alone in a panel: as many beside each other as it has room for. */
  readonly wide?: boolean
}) {
  const { language } = useText()
  const facts = ids.flatMap((id) => factOf(result, id) ?? [])
  return (
    <div className={`grid grid-cols-2 gap-x-4 gap-y-3 ${wide ? 'sm:grid-cols-3 lg:grid-cols-5' : ''}`}>
      {facts.map(({ id, label, value, unit, interval }) => (
        <Figure
          key={id}
          label={nameFor(id, label, language)}
          {...(interval === undefined
            ? {}
            : { note: `${showCell(interval[0], unit, language)} – ${showCell(interval[1], unit, language)}` })}
        >
          {showCell(value, unit, language)}
        </Figure>
      ))}
    </div>
  )
}
