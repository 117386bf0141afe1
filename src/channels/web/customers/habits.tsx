import { labelFor } from '../data/labels.ts'
import { useOverview } from '../data/use-overview.ts'
import { showMinor, showRatio } from '../tables/show-minor.ts'
import { useText } from '../text/use-text.ts'
import type { Profile } from './profile.ts'
import { SidePart } from './side-part.tsx'

/** What they bought so far and what they lean towards. */
export function Habits({ profile }: { readonly profile: Profile }) {
  const { say, language, count, day } = useText()
  const { overview } = useOverview()
  const { value } = profile
  const money = (minor: number | null): string =>
    minor === null ? '–' : showMinor(minor, overview?.currency, language)
  const rows: readonly (readonly [string, string])[] = [
    [say('orders'), count(value.orders)],
    [say('netRevenue'), money(value.net_minor)],
    [say('lastYear'), money(value.year_net_minor)],
    [say('averageOrder'), money(value.aov_minor)],
    [say('sentBack'), value.return_share === null ? '–' : showRatio(value.return_share)],
    [say('lastOrder'), value.last_order_at === null ? '–' : day(value.last_order_at)],
    ...(value.rfm === null
      ? []
      : [['RFM', `${value.rfm.r}-${value.rfm.f}-${value.rfm.m} ${labelFor(value.rfm.segment, language)}`] as const]),
    ...(profile.mood.mean_rating === null ? [] : [[say('meanRating'), profile.mood.mean_rating.toFixed(1)] as const]),
  ]
  return (
    <>
      <SidePart title={say('soFar')}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {rows.map(([name, shown]) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-quiet">{name}</dt>
              <dd className="tabular text-end">{shown}</dd>
            </div>
          ))}
        </dl>
      </SidePart>
      <SidePart title={say('interests')}>
        {profile.interests.length === 0 && (
          <p className="text-quiet">{profile.interests_reason ?? say('noInterests')}</p>
        )}
        <ul className="flex flex-col gap-1">
          {profile.interests.map(({ kind, value: interest, lift }) => (
            <li key={kind + interest} className="flex justify-between gap-3">
              <span>
                {labelFor(interest, language)} <span className="text-xs text-quiet">{labelFor(kind, language)}</span>
              </span>
              <span className="tabular text-quiet">{say('timesUsual', { times: lift.toFixed(1) })}</span>
            </li>
          ))}
        </ul>
      </SidePart>
    </>
  )
}
