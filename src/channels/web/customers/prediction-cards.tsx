import { labelFor } from '../data/labels.ts'
import { useOverview } from '../data/use-overview.ts'
import type { Resource } from '../data/use-resource.ts'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Chip, type Tone } from '../parts/chip.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice, TooLittle } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { showMinor, showRatio } from '../tables/show-minor.ts'
import type { ChurnData, Profile, ValueData } from './profile.ts'

const TIER_TONES: Readonly<Record<string, Tone>> = { high: 'bad', medium: 'warn', low: 'good' }

/** Whether they will leave, and why the model thinks so. */
export function ChurnCard({ resource }: { readonly resource: Resource<ToolSuccess<ChurnData>> }) {
  const { say, language } = useText()
  const { overview } = useOverview()
  return (
    <Panel title={say('churnTitle')} resource={resource} aside={(result) => <HowButton name="churn" result={result} />}>
      {({ data, gate }) => {
        const [customer] = data.customers
        if (gate !== null) return <TooLittle gate={gate} />
        if (customer === undefined) return <Notice icon="clock" title={say('noEvidence')} />
        const most = Math.max(...customer.reasons.map(({ contribution }) => Math.abs(contribution)), 1e-9)
        return (
          <div className="flex flex-col gap-3 p-4">
            <div className="flex items-end justify-between gap-2">
              <p className="title tabular text-3xl">{showRatio(customer.probability)}</p>
              <Chip tone={TIER_TONES[customer.tier] ?? 'plain'}>{labelFor(customer.tier, language)}</Chip>
            </div>
            <p className="text-xs text-quiet">
              {say('churnNote', {
                days: data.horizon_days,
                stake: showMinor(customer.value_at_stake_minor, overview?.currency, language),
              })}
            </p>
            <ul className="flex flex-col gap-2 text-sm">
              {customer.reasons.map((reason) => (
                <li key={reason.code}>
                  {reason.text}
                  <span className="mt-1 block h-1 rounded-full bg-sunken">
                    <span
                      className={`block h-full rounded-full ${reason.contribution > 0 ? 'bg-bad' : 'bg-good'}`}
                      style={{ width: `${(100 * Math.abs(reason.contribution)) / most}%` }}
                    />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )
      }}
    </Panel>
  )
}

/** What they will bring. */
export function ValueCard({ resource }: { readonly resource: Resource<ToolSuccess<ValueData>> }) {
  const { say, language } = useText()
  const { overview } = useOverview()
  return (
    <Panel title={say('valueTitle')} resource={resource} aside={(result) => <HowButton name="value" result={result} />}>
      {({ data, gate }) => {
        const [customer] = data.customers
        if (gate !== null) return <TooLittle gate={gate} />
        if (customer === undefined) return <Notice icon="clock" title={say('noEvidence')} />
        const money = (minor: number): string => showMinor(minor, overview?.currency, language)
        return (
          <div className="flex flex-col gap-3 p-4">
            <p className="title tabular text-3xl">{money(customer.expected_value_minor)}</p>
            <p className="text-xs text-quiet">
              {say('valueNote', {
                months: data.months,
                low: money(customer.interval[0]),
                high: money(customer.interval[1]),
              })}
            </p>
            <dl className="grid grid-cols-2 gap-3 text-sm">
              <div>
                <dt className="eyebrow">{say('expectedOrders')}</dt>
                <dd className="tabular">{customer.expected_orders.toFixed(1)}</dd>
              </div>
              <div>
                <dt className="eyebrow">{say('stillCustomer')}</dt>
                <dd className="tabular">{showRatio(customer.probability_alive)}</dd>
              </div>
            </dl>
          </div>
        )
      }}
    </Panel>
  )
}

/** When they will order next, if they do. */
export function NextOrderCard({
  resource,
  profile,
}: {
  readonly resource: Resource<ToolSuccess<ValueData>>
  readonly profile: Profile
}) {
  const { say, day } = useText()
  const { recency_days: recency, expected_gap_days: gap } = profile.lifecycle
  return (
    <Panel title={say('nextOrderTitle')} resource={resource}>
      {({ data }) => {
        const next = data.customers[0]?.next_order ?? null
        return (
          <div className="flex flex-col gap-3 p-4">
            <p className="title tabular text-3xl">{next === null ? '–' : day(next.date)}</p>
            <p className="text-xs text-quiet">
              {next === null
                ? say('probablyGone')
                : say('nextOrderNote', {
                    from: day(next.interval[0]),
                    to: next.interval[1] === null ? say('later') : day(next.interval[1]),
                  })}
            </p>
            {recency !== null && gap !== null && (
              <p className="text-sm">{say('rhythm', { recency, gap: Math.round(gap) })}</p>
            )}
          </div>
        )
      }}
    </Panel>
  )
}
