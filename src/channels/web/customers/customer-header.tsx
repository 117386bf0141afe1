import { useState, type ReactNode } from 'react'
import { ApiProblem, callTool } from '../data/api.ts'
import { labelFor } from '../data/labels.ts'
import { useMay } from '../data/use-overview.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import type { Profile } from './profile.ts'

/** Who it is, masked until revealed, and what the law lets them ask for. */
export function CustomerHeader({
  profile,
  revealed,
  onReveal,
  how,
}: {
  readonly profile: Profile
  readonly revealed: boolean
  readonly onReveal: () => void
  readonly how: ReactNode
}) {
  const { say, language, day } = useText()
  const mayReveal = useMay('read:identifiers')
  const mayPrivacy = useMay('propose:privacy')
  const { basic } = profile
  const place = [basic.city, basic.region]
    .flatMap((part) => (part === null ? [] : labelFor(part, language)))
    .join(language === 'zh' ? '，' : ', ')
  return (
    <header className="flex flex-col gap-2">
      <p className="text-sm">
        <Link to="/customers" className="text-accent hover:underline">
          {say('customers')}
        </Link>
      </p>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <h1 className="title text-[1.7rem]">
          {basic.customer_name ?? profile.customer_id}{' '}
          <span className="tabular font-sans text-base font-normal text-quiet">{profile.customer_id}</span>
        </h1>
        <span className="flex flex-wrap gap-1.5 pb-1">
          <Chip tone="accent">{labelFor(profile.lifecycle.stage, language)}</Chip>
          {profile.value.tier !== null && (
            <Chip>{say('tierOf', { tier: labelFor(profile.value.tier, language) })}</Chip>
          )}
          {basic.member_level !== null && <Chip>{labelFor(basic.member_level, language)}</Chip>}
        </span>
        <span className="ms-auto flex items-center gap-1">
          {!revealed && mayReveal && (
            <Button icon="eye" onClick={onReveal}>
              {say('reveal')}
            </Button>
          )}
          {how}
        </span>
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm text-quiet">
        {basic.email !== null && <span>{basic.email}</span>}
        {basic.phone !== null && <span className="tabular">{basic.phone}</span>}
        {place !== '' && <span>{place}</span>}
        <span>{say('knownSince', { day: day(basic.known_since) })}</span>
        {basic.source !== null && <span>{say('cameBy', { source: labelFor(basic.source, language) })}</span>}
        {revealed && <span>{say('revealLogged')}</span>}
      </p>
      {mayPrivacy && <PrivacyActions customerId={profile.customer_id} />}
    </header>
  )
}

function PrivacyActions({ customerId }: { readonly customerId: string }) {
  const { say } = useText()
  const [proposal, setProposal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const propose = (tool: 'export_personal_data' | 'erase_personal_data'): void => {
    setProblem(null)
    callTool<{ readonly proposal?: { readonly proposal_id: string } }>(tool, { customer_id: customerId })
      .then(({ data }) => setProposal(data.proposal?.proposal_id ?? null))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  return (
    <>
      <div className="no-print -ms-3 flex flex-wrap items-center gap-x-2">
        <Button look="quiet" icon="download" onClick={() => propose('export_personal_data')}>
          {say('exportPersonal')}
        </Button>
        <Button look="quiet" icon="close" onClick={() => propose('erase_personal_data')}>
          {say('erasePersonal')}
        </Button>
        {problem !== null && (
          <span role="alert" className="text-sm text-quiet">
            {problem.isMissingTool ? say('notYet') : problem.message}
          </span>
        )}
      </div>
      {proposal !== null && <ProposalCard proposalId={proposal} />}
    </>
  )
}
