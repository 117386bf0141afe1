import { useOverview } from '../data/use-overview.ts'
import { Icon } from '../parts/icon.tsx'
import { useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { FirstRun } from './first-run.tsx'

/** Before the first question: the shop in one line, and six questions of this shop; without data, three ways to get some. */
export function Welcome({ onPick }: { readonly onPick: (question: string) => void }) {
  const { say, starters, count, day } = useText()
  const { overview } = useOverview()
  // Facts come in group by group: what is being loaded is nothing to ask about yet.
  const loading = useAddress().query.has('demo')
  const empty = loading || (overview?.customers === 0 && overview.orders === 0)
  return (
    <section className="pt-[6dvh] pb-8">
      <p className="eyebrow">{(loading ? null : overview?.shop) ?? ' '}</p>
      <h1 className="title mt-1 text-3xl">{empty ? say('greetingEmpty') : say('greeting')}</h1>
      {overview !== null && !empty && (
        <p className="mt-2 text-quiet">
          {say('loaded', {
            customers: count(overview.customers),
            orders: count(overview.orders),
            asOf: day(overview.as_of),
          })}
        </p>
      )}
      {empty ? (
        <FirstRun />
      ) : (
        <ul className="mt-7 grid gap-x-8 sm:grid-cols-2">
          {starters.map((starter) => (
            <li key={starter} className="border-b border-line">
              <button
                type="button"
                className="group flex h-full w-full items-center gap-3 py-3 text-start hover:text-accent"
                onClick={() => onPick(starter)}
              >
                <span className="flex-1">{starter}</span>
                <Icon name="next" className="size-4 text-quiet group-hover:text-accent" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {overview?.model.provider === 'embedded' && <p className="mt-6 text-sm text-quiet">{say('modelNote')}</p>}
    </section>
  )
}
