import { useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor } from '../data/labels.ts'
import { useOverview } from '../data/use-overview.ts'
import type { Resource } from '../data/use-resource.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Panel } from '../parts/panel.tsx'
import { Notice } from '../parts/states.tsx'
import { showMinor } from '../tables/show-minor.ts'
import { useText, type Text } from '../text/use-text.ts'
import type { OrdersData, Profile } from './profile.ts'

const FIRST = 12

interface Moment {
  readonly key: string
  readonly at: string
  readonly icon: IconName
  readonly title: string
  readonly detail: string
}

/** What happened with this customer, latest first: orders, visits and tickets in one line of time. */
export function Timeline({
  resource,
  profile,
}: {
  readonly resource: Resource<ToolSuccess<OrdersData>>
  readonly profile: Profile
}) {
  const text = useText()
  const { say, moment } = text
  const { overview } = useOverview()
  const [shown, setShown] = useState(FIRST)
  return (
    <Panel title={say('timeline')} resource={resource} aside={(result) => <HowButton name="orders" result={result} />}>
      {({ data }) => {
        const moments = momentsOf(data, profile, text, overview?.currency)
        if (moments.length === 0) return <Notice icon="clock" title={say('nothingHappened')} />
        return (
          <>
            <ol className="px-4 py-2">
              {moments.slice(0, shown).map((one) => (
                <li key={one.key} className="relative flex gap-3 pb-4 text-sm last:pb-2">
                  <span className="mt-0.5 text-accent">
                    <Icon name={one.icon} />
                  </span>
                  <span className="absolute top-6 bottom-0 left-2 w-px bg-line" aria-hidden="true" />
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap justify-between gap-x-3">
                      <span className="font-medium">{one.title}</span>
                      <time dateTime={one.at} className="tabular text-xs text-quiet">
                        {moment(one.at)}
                      </time>
                    </p>
                    {one.detail !== '' && <p className="text-quiet">{one.detail}</p>}
                  </div>
                </li>
              ))}
            </ol>
            {moments.length > shown && (
              <div className="border-t border-line p-1.5 text-center">
                <Button look="quiet" onClick={() => setShown(moments.length)}>
                  {say('showMore')}
                </Button>
              </div>
            )}
          </>
        )
      }}
    </Panel>
  )
}

const MOMENTS = 40

function momentsOf(
  { orders }: OrdersData,
  profile: Profile,
  { say, language }: Text,
  currency: string | undefined,
): readonly Moment[] {
  const bought = orders.map((order): Moment => ({
    key: order.order_id,
    at: order.ordered_at,
    icon: 'bag',
    title: say('orderOf', { id: order.order_id, amount: showMinor(order.gross_minor, currency, language) }),
    detail: [
      order.lines
        .map(
          ({ product_name: name, product_id: id, quantity }) => `${name ?? id}${quantity > 1 ? ` × ${quantity}` : ''}`,
        )
        .join(', '),
      order.status === 'completed' ? '' : labelFor(order.status, language),
      order.late === true ? say('deliveredLate') : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  }))
  const seen = profile.behaviour.recent_events.map((event, at): Moment => ({
    key: `${event.at} ${at}`,
    at: event.at,
    icon: event.name === 'add_to_cart' ? 'cart' : event.name === 'search' ? 'search' : 'eye',
    title: labelFor(event.name, language),
    detail: event.query ?? event.product_name ?? event.product_id ?? '',
  }))
  const asked = profile.open_issues.map((issue): Moment => ({
    key: issue.ticket_id,
    at: issue.opened_at,
    icon: 'ticket',
    title: say('ticketOf', { id: issue.ticket_id }),
    detail: [
      issue.subject ?? '',
      issue.issue === null ? '' : labelFor(issue.issue, language),
      issue.answered ? '' : say('unanswered'),
    ]
      .filter((part) => part !== '')
      .join(' · '),
  }))
  return [...bought, ...seen, ...asked].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOMENTS)
}
