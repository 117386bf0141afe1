import { useState } from 'react'
import { request } from '../data/api.ts'
import { labelIn } from '../data/labels.ts'
import { useResource } from '../data/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

interface Entry {
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly role: string
  readonly action: string
  readonly subject: string
}

interface Verification {
  readonly rows: number
  readonly broken_at: number | null
}

/** What was read and done, latest first, and whether the chain that holds it is whole. */
export function AuditSection() {
  const { say, language, count, moment } = useText()
  const [cursor, setCursor] = useState<string | null>(null)
  const [earlier, setEarlier] = useState<readonly Entry[]>([])
  const page = useResource<{ readonly entries: readonly Entry[]; readonly next_cursor: string | null }>(
    cursor ?? 'first',
    (signal) => request(`/v1/audit${cursor === null ? '' : `?cursor=${cursor}`}`, { signal }),
  )
  const check = useResource<Verification>('verification', (signal) => request('/v1/audit/verification', { signal }))
  const more = page.data?.next_cursor ?? null
  const entries = [...earlier, ...(page.loading ? [] : (page.data?.entries ?? []))]
  return (
    <Section title={say('section_audit')} hint={say('auditHint')}>
      {check.data !== null && (
        <p>
          {check.data.broken_at === null ? (
            <Chip tone="good">{say('chainHolds', { rows: count(check.data.rows) })}</Chip>
          ) : (
            <Chip tone="bad">{say('chainBroken', { row: count(check.data.broken_at) })}</Chip>
          )}
        </p>
      )}
      {page.problem !== null ? (
        <Failure problem={page.problem} onRetry={page.reload} />
      ) : entries.length === 0 && page.loading ? (
        <Loading waited={page.waited} lines={8} />
      ) : (
        <div className="wide" tabIndex={0} role="region" aria-label={`${say('table')}: ${say('section_audit')}`}>
          <table className="w-full">
            <thead className="text-quiet">
              <tr className="border-b border-line">
                {(['when', 'who', 'what', 'onWhat'] as const).map((name) => (
                  <th key={name} scope="col" className="py-1.5 pe-4 text-start font-medium">
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.sequence} className="border-b border-line/60">
                  <td className="tabular py-1 pe-4 whitespace-nowrap">{moment(entry.at)}</td>
                  <td className="py-1 pe-4 whitespace-nowrap">{entry.actor}</td>
                  <td className="py-1 pe-4 whitespace-nowrap">{labelIn('audit', entry.action, language)}</td>
                  <td className="max-w-64 truncate py-1 font-mono text-xs" title={entry.subject}>
                    {entry.subject}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more !== null && (
        <div>
          <Button
            onClick={() => {
              setEarlier(entries)
              setCursor(more)
            }}
          >
            {say('showMore')}
          </Button>
        </div>
      )}
    </Section>
  )
}
