import { lazy, Suspense, type ReactNode } from 'react'
import { OverviewContext, useLoadOverview } from './data/use-overview.ts'
import { AskPage } from './ask/ask-page.tsx'
import { ResultShelf } from './drawer/result-shelf.tsx'
import { Loading, Notice } from './parts/states.tsx'
import { useAddress } from './routing/location.ts'
import { Shell } from './shell/shell.tsx'
import { SignIn } from './shell/sign-in.tsx'
import { useText } from './text/use-text.ts'

const CustomersPage = lazy(() => import('./customers/customers-page.tsx'))
const CustomerPage = lazy(() => import('./customers/customer-page.tsx'))
const SegmentsPage = lazy(() => import('./segments/segments-page.tsx'))
const SegmentPage = lazy(() => import('./segments/segment-page.tsx'))
const BuilderPage = lazy(() => import('./segments/builder-page.tsx'))
const ReviewsPage = lazy(() => import('./reviews/reviews-page.tsx'))
const CampaignsPage = lazy(() => import('./campaigns/campaigns-page.tsx'))
const AlertsPage = lazy(() => import('./alerts/alerts-page.tsx'))
const ApprovalsPage = lazy(() => import('./approvals/approvals-page.tsx'))
const DataPage = lazy(() => import('./shop-data/data-page.tsx'))
const SettingsPage = lazy(() => import('./settings/settings-page.tsx'))

/** The page of an address; what lies behind a name is fetched when it is first opened. */
function pageOf(path: string): ReactNode {
  const [area = '', id] = path.split('/').slice(1).map(decoded)
  switch (area) {
    case '':
      return <AskPage threadId={null} />
    case 'threads':
      return <AskPage threadId={id ?? null} />
    case 'customers':
      return id === undefined ? <CustomersPage /> : <CustomerPage key={id} customerId={id} />
    case 'segments':
      if (id === 'new') return <BuilderPage />
      return id === undefined ? <SegmentsPage /> : <SegmentPage key={id} segmentId={id} />
    case 'reviews':
      return <ReviewsPage />
    case 'campaigns':
      return <CampaignsPage />
    case 'alerts':
      return <AlertsPage />
    case 'approvals':
      return <ApprovalsPage />
    case 'data':
      return <DataPage />
    case 'settings':
      return <SettingsPage section={id ?? 'model'} />
    default:
      return <NoSuchPage />
  }
}

export function App() {
  const { language } = useText()
  const state = useLoadOverview(language)
  const { path } = useAddress()
  if (state.signedOut || path === '/sign-in') return <SignIn />
  return (
    <OverviewContext value={state}>
      <ResultShelf>
        <Shell>
          <Suspense fallback={<Loading waited={200} />}>{state.ready && pageOf(path)}</Suspense>
        </Shell>
      </ResultShelf>
    </OverviewContext>
  )
}

/** A part of an address as it was meant; one that somebody cut short or mistyped names what it names. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function NoSuchPage() {
  const { say } = useText()
  return (
    <Notice icon="search" title={say('noSuchPage')}>
      {say('noSuchPageHint')}
    </Notice>
  )
}
