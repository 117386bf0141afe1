import { useText } from '../text/use-text.ts'
import type { Overview } from '../use-overview.ts'

export function Starters({
  overview,
  onPick,
}: {
  readonly overview: Overview | null
  readonly onPick: (question: string) => void
}) {
  const { say, starters, language } = useText()
  const number = new Intl.NumberFormat(language)
  return (
    <section className="pt-12 pb-6">
      <h2 className="text-2xl font-semibold tracking-tight">{say('greeting')}</h2>
      {overview !== null && (
        <p className="mt-1 text-quiet">
          {overview.customers === 0
            ? say('empty')
            : say('loaded', {
                customers: number.format(overview.customers),
                orders: number.format(overview.orders),
                asOf: overview.as_of,
              })}
        </p>
      )}
      <ul className="mt-5 grid gap-2 sm:grid-cols-2">
        {starters.map((starter) => (
          <li key={starter}>
            <button
              type="button"
              className="h-full w-full rounded-lg border border-line bg-panel px-4 py-3 text-start text-sm hover:border-accent"
              onClick={() => onPick(starter)}
            >
              {starter}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
