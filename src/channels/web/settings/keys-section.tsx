import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useMay, useOverview } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { Code } from '../drawer/code.tsx'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Failure, Loading, Notice } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

interface Key {
  readonly id: string
  readonly hint: string
  readonly name: string
  readonly role: string
  readonly created_at: number
  readonly last_used_at: number | null
  readonly revoked_at: number | null
}

interface NewKey {
  readonly id: string
  readonly key: string
  readonly role: string
  readonly sign_in_token: string | null
}

const ROLES = ['admin', 'analyst', 'marketer', 'privacy_officer', 'service_bot', 'writer'] as const

/** Keys: who has one, making one (shown once), revoking one at once. */
export function KeysSection() {
  const { say, moment } = useText()
  const { overview, refresh } = useOverview()
  const mayManage = useMay('manage')
  const keys = useResource<{ readonly keys: readonly Key[] }>('keys', (signal) => request('/v1/keys', { signal }))
  const [made, setMade] = useState<NewKey | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const fail = (error: unknown): void => setProblem(ApiProblem.of(error))
  const create = async (form: FormData): Promise<void> => {
    setProblem(null)
    try {
      const key = await request<NewKey>('/v1/keys', { body: { name: form.get('name'), role: form.get('role') } })
      // The first key ends the free access of this machine: the page signs itself in with it, or it would lock itself out.
      if (overview?.keys_exist === false && key.role === 'admin' && key.sign_in_token !== null) {
        await fetch('/sign-in', { method: 'POST', body: key.sign_in_token })
        setMade({ ...key, sign_in_token: null })
      } else setMade(key)
      refresh()
      keys.reload()
    } catch (error) {
      fail(error)
    }
  }
  const revoke = (id: string): void => {
    request(`/v1/keys/${id}`, { method: 'DELETE' }).then(keys.reload).catch(fail)
  }
  return (
    <>
      <Section title={say('section_keys')} hint={say('keysHint')}>
        {overview?.keys_exist === false && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">{say('firstKey')}</p>
        )}
        {mayManage && (
          <form
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              void create(new FormData(event.currentTarget))
            }}
          >
            <label className="flex flex-col gap-1">
              <span className="eyebrow">{say('keyName')}</span>
              <input name="name" required maxLength={80} className="field" />
            </label>
            <label className="flex flex-col gap-1">
              <span className="eyebrow">{say('role')}</span>
              <select
                name="role"
                className="field"
                defaultValue={overview?.keys_exist === false ? 'admin' : 'marketer'}
              >
                {(overview?.keys_exist === false ? (['admin', 'writer'] as const) : ROLES).map((role) => (
                  <option key={role} value={role}>
                    {say(`role_${role}`)}
                  </option>
                ))}
              </select>
            </label>
            <Button look="primary" type="submit">
              {say('makeKey')}
            </Button>
          </form>
        )}
        {made !== null && (
          <div role="status" className="rounded-lg bg-accent-soft p-4">
            <p className="pb-2 font-medium">{say('keyOnce')}</p>
            <Code text={made.key} />
            {made.sign_in_token !== null && (
              <>
                <p className="pt-3 pb-2">{say('signInOnce')}</p>
                <Code text={`${location.origin}/sign-in#${made.sign_in_token}`} />
              </>
            )}
          </div>
        )}
        {problem !== null && <Failure problem={problem} onRetry={() => setProblem(null)} />}
      </Section>
      <Section title={say('keysMade')}>
        {keys.problem !== null ? (
          <Failure problem={keys.problem} onRetry={keys.reload} />
        ) : keys.data === null ? (
          <Loading waited={keys.waited} />
        ) : keys.data.keys.length === 0 ? (
          <Notice icon="lock" title={say('noKeys')} />
        ) : (
          <ul className="divide-y divide-line">
            {keys.data.keys.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <div className="min-w-0 flex-1">
                  <p className="font-medium">
                    {key.name} <Chip>{say(`role_${key.role}` as 'role_admin')}</Chip>
                  </p>
                  <p className="text-xs text-quiet">
                    <code>{key.hint}</code> · {say('madeOn', { when: moment(new Date(key.created_at).toISOString()) })}{' '}
                    ·{' '}
                    {key.last_used_at === null
                      ? say('neverUsed')
                      : say('lastUsed', { when: moment(new Date(key.last_used_at).toISOString()) })}
                  </p>
                </div>
                {key.revoked_at === null ? (
                  <Button look="danger" onClick={() => revoke(key.id)}>
                    {say('revoke')}
                  </Button>
                ) : (
                  <Chip tone="bad">{say('revoked')}</Chip>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
