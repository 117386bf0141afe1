import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import type { TextKey } from '../text/say.ts'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

interface Setting {
  readonly name: string
  readonly value: unknown
  readonly initial: unknown
  readonly meaning: string
}

/** Thresholds, windows and masking sizes that the shop may change; each change is a proposal. */
export function RulesSection() {
  const { say } = useText()
  const mayManage = useMay('manage')
  const settings = useResource<{ readonly settings: readonly Setting[] }>('settings', (signal) =>
    request('/v1/settings', { signal }),
  )
  return (
    <Section title={say('section_rules')} hint={say('rulesHint')}>
      {settings.problem !== null ? (
        <Failure problem={settings.problem} onRetry={settings.reload} />
      ) : settings.data === null ? (
        <Loading waited={settings.waited} lines={6} />
      ) : (
        <ul className="divide-y divide-line">
          {settings.data.settings.map((setting) => (
            <SettingRow key={setting.name} setting={setting} mayManage={mayManage} onChanged={settings.reload} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function SettingRow({
  setting,
  mayManage,
  onChanged,
}: {
  readonly setting: Setting
  readonly mayManage: boolean
  readonly onChanged: () => void
}) {
  const { say, language } = useText()
  const [proposal, setProposal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const kind = typeof setting.value
  const editable = kind === 'number' || kind === 'boolean' || kind === 'string'
  const key = `setting_${setting.name}`
  const words = say(key as TextKey)
  const propose = (text: string): void => {
    setProblem(null)
    request<{ readonly proposal: { readonly proposal_id: string } }>(`/v1/settings/${setting.name}`, {
      body: { value: kind === 'number' ? Number(text) : kind === 'boolean' ? text === 'true' : text },
    })
      .then((body) => setProposal(body.proposal.proposal_id))
      .catch((error: unknown) => setProblem(error instanceof ApiProblem ? error : null))
  }
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-56 flex-1">
          <p className="font-medium">{words === key ? setting.name.replaceAll('_', ' ') : words}</p>
          <p className="text-quiet">
            {language === 'en' || words === key
              ? setting.meaning
              : say('initially', { value: JSON.stringify(setting.initial) })}
          </p>
        </div>
        {editable && mayManage ? (
          <form
            className="flex items-center gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              propose(String(new FormData(event.currentTarget).get('value')))
            }}
          >
            {kind === 'boolean' ? (
              <select name="value" defaultValue={String(setting.value)} aria-label={setting.name} className="field">
                <option value="true">{say('yes')}</option>
                <option value="false">{say('no')}</option>
              </select>
            ) : (
              <input
                name="value"
                type={kind === 'number' ? 'number' : 'text'}
                step="any"
                required={kind === 'number'}
                defaultValue={String(setting.value)}
                aria-label={setting.name}
                className={`field ${kind === 'number' ? 'w-24 text-end' : 'w-36'}`}
              />
            )}
            <Button type="submit">{say('propose')}</Button>
          </form>
        ) : (
          <span className="tabular">
            {editable ? String(setting.value) : say('entries', { entries: Object.keys(setting.value ?? {}).length })}
          </span>
        )}
      </div>
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problem.message}. {problem.hint}
        </p>
      )}
      {proposal !== null && <ProposalCard key={proposal} proposalId={proposal} onDecided={onChanged} />}
    </li>
  )
}
