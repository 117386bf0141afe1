import { useState } from 'react'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Failure, Loading, Notice } from '../parts/states.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { Brief } from './brief.tsx'
import { ChurnCard, NextOrderCard, ValueCard } from './prediction-cards.tsx'
import { Consents } from './consents.tsx'
import { CustomerHeader } from './customer-header.tsx'
import { Habits } from './habits.tsx'
import type { ChurnData, OrdersData, Profile, RecommendData, ValueData } from './profile.ts'
import { Recommendations } from './recommendations.tsx'
import { Tags } from './tags.tsx'
import { Timeline } from './timeline.tsx'

const ORDERS_SHOWN = 20

/** Everything about one customer. Names and contacts stay masked until they are revealed, which is logged. */
export default function CustomerPage({ customerId }: { readonly customerId: string }) {
  const [revealed, setRevealed] = useState(false)
  const id = { customer_id: customerId }
  const profile = useTool<Profile>('get_customer_profile', id, { masked: !revealed })
  const known = profile.data === null ? null : id
  const churn = useTool<ChurnData>('predict_churn', known)
  const value = useTool<ValueData>('predict_value', known)
  const offers = useTool<RecommendData>('recommend_products', known === null ? null : { ...id, k: 5 })
  const orders = useTool<OrdersData>('find_orders', known === null ? null : { ...id, limit: ORDERS_SHOWN })
  if (profile.problem !== null)
    return (
      <div className="mx-auto w-full max-w-6xl">
        <PageTitle title={customerId} />
        <div className="card">
          {profile.problem.status === 404 && !profile.problem.isMissingTool ? (
            <NoSuchCustomer />
          ) : (
            <Failure problem={profile.problem} onRetry={profile.reload} />
          )}
        </div>
      </div>
    )
  if (profile.data === null) return <Loading waited={profile.waited} lines={8} />
  const { data } = profile.data
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4">
      <CustomerHeader
        profile={data}
        revealed={revealed}
        onReveal={() => setRevealed(true)}
        how={<HowButton name="profile" result={profile.data} />}
      />
      <Brief profile={data} churn={churn.data?.data ?? null} offers={offers.data} />
      <div className="grid gap-4 md:grid-cols-3">
        <ChurnCard resource={churn} />
        <ValueCard resource={value} />
        <NextOrderCard resource={value} profile={data} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Recommendations resource={offers} />
          <Timeline resource={orders} profile={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Tags profile={data} />
          <Habits profile={data} />
          <Consents profile={data} />
        </div>
      </div>
    </div>
  )
}

/** Somebody who never was here, or is not any more: an erased person leaves nothing that could tell the two apart. */
function NoSuchCustomer() {
  const { say } = useText()
  return (
    <Notice
      icon="people"
      title={say('noSuchCustomer')}
      action={
        <Link to="/customers" className="mt-1 text-accent underline">
          {say('findCustomer')}
        </Link>
      }
    >
      {say('noSuchCustomerHint')}
    </Notice>
  )
}
