import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { Button } from '../parts/button.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { useText } from '../text/use-text.ts'
import { EditRecords } from './edit-records.tsx'
import { RECORD_FIELDS } from './record-fields.ts'
import type { Setting } from './setting.ts'

/** A setting with its meaning and a form; what is sent becomes a proposal that is shown below. */
export function SettingRow({
  setting,
  mayManage,
  onChanged,
}: {
  readonly setting: Setting
  readonly mayManage: boolean
  readonly onChanged: () => void
}) {
  const { say, language } = useText()
  const [open, setOpen] = useState(false)
  const [proposal, setProposal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const propose = (value: unknown): void => {
    setProblem(null)
    request<{ readonly proposal: { readonly proposal_id: string } }>(`/v1/settings/${setting.name}`, {
      body: { value },
    })
      .then((body) => setProposal(body.proposal.proposal_id))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  const title = setting.title[language]
  const list = Array.isArray(setting.value) ? (setting.value as readonly unknown[]) : null
  const initially = list === null && setting.initial !== '' ? String(setting.initial) : null
  const fields = RECORD_FIELDS[setting.name]
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-56 flex-1">
          <p className="font-medium">{title}</p>
          <p className="text-quiet">
            {setting.meaning[language]}{' '}
            {initially !== null && setting.value !== setting.initial && say('initially', { value: initially })}
          </p>
        </div>
        {list !== null ? (
          <>
            <span className="tabular">{say('entries', { entries: list.length })}</span>
            {mayManage && (
              <Button aria-expanded={open} aria-label={`${say('edit')}: ${title}`} onClick={() => setOpen(!open)}>
                {say('edit')}
              </Button>
            )}
          </>
        ) : mayManage ? (
          <PlainForm setting={setting} title={title} onPropose={propose} />
        ) : (
          <span className="tabular">{String(setting.value)}</span>
        )}
      </div>
      {open && list !== null && fields === undefined && (
        <LinesForm lines={list.map(String)} title={title} onPropose={propose} />
      )}
      {open && list !== null && fields !== undefined && (
        <EditRecords
          records={list as readonly Readonly<Record<string, unknown>>[]}
          fields={fields}
          onPropose={propose}
        />
      )}
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problem.sentences}
        </p>
      )}
      {proposal !== null && <ProposalCard key={proposal} proposalId={proposal} onDecided={onChanged} />}
    </li>
  )
}

interface FormProps {
  readonly title: string
  readonly onPropose: (value: unknown) => void
}

function PlainForm({ setting, title, onPropose }: FormProps & { readonly setting: Setting }) {
  const { say } = useText()
  const [changed, setChanged] = useState(false)
  const kind = typeof setting.value
  return (
    <form
      className="flex items-center gap-2"
      onInput={(event) => setChanged(String(new FormData(event.currentTarget).get('value')) !== String(setting.value))}
      onSubmit={(event) => {
        event.preventDefault()
        const text = String(new FormData(event.currentTarget).get('value'))
        onPropose(kind === 'number' ? Number(text) : kind === 'boolean' ? text === 'true' : text)
      }}
    >
      {kind === 'boolean' ? (
        <select name="value" defaultValue={String(setting.value)} aria-label={title} className="field">
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
          aria-label={title}
          className={`field ${kind === 'number' ? 'w-24 text-end' : 'w-36'}`}
        />
      )}
      <Button look={changed ? 'primary' : 'plain'} type="submit" disabled={!changed}>
        {say('propose')}
      </Button>
    </form>
  )
}

function LinesForm({ lines, title, onPropose }: FormProps & { readonly lines: readonly string[] }) {
  const { say } = useText()
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const text = String(new FormData(event.currentTarget).get('lines'))
        onPropose(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      }}
    >
      <label className="flex w-full flex-col gap-1">
        <span className="text-xs text-quiet">{say('onePerLine')}</span>
        <textarea name="lines" rows={5} defaultValue={lines.join('\n')} aria-label={title} className="field w-full" />
      </label>
      <Button type="submit">{say('propose')}</Button>
    </form>
  )
}
