import { useOverview } from '../data/use-overview.ts'
import { Chip } from '../parts/chip.tsx'
import { Icon } from '../parts/icon.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

const ROLES = ['admin', 'analyst', 'marketer', 'privacy_officer', 'service_bot', 'slack_guest'] as const

/** Who may do what, in the order of the roles above: y yes, - no, m masked, o the own ones, b the bound customer. */
const TABLE = [
  ['can_aggregates', 'yyyy-y'],
  ['can_rows', 'yyyyb-'],
  ['can_identifiers', 'ymyyb-'],
  ['can_segments', 'yyy---'],
  ['can_actions', 'y-y---'],
  ['can_reviews', 'yy--b-'],
  ['can_privacy', 'y--y--'],
  ['can_approve', 'yoop--'],
  ['can_import', 'yyy---'],
  ['can_manage', 'y-----'],
] as const

/** The rights of each role as one table, and which of them is the reader's. */
export function RolesSection() {
  const { say } = useText()
  const { overview } = useOverview()
  return (
    <Section title={say('section_roles')} hint={say('rolesHint')}>
      <div className="wide relative" tabIndex={0} role="region" aria-label={`${say('table')}: ${say('section_roles')}`}>
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-2 pe-4 text-start font-medium">
                {say('may')}
              </th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className="px-2 py-2 text-center font-medium whitespace-nowrap">
                  {role === overview?.actor.role ? (
                    <Chip tone="accent">{say(`role_${role}`)}</Chip>
                  ) : (
                    say(`role_${role}`)
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TABLE.map(([right, marks]) => (
              <tr key={right} className="border-b border-line/60 last:border-0">
                <th scope="row" className="min-w-44 py-1.5 pe-4 text-start font-normal">
                  {say(right)}
                </th>
                {ROLES.map((role, at) => (
                  <td key={role} className="px-2 text-center whitespace-nowrap">
                    <Mark mark={marks[at] ?? '-'} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Mark({ mark }: { readonly mark: string }) {
  const { say } = useText()
  if (mark === 'y')
    return (
      <span className="inline-block text-good">
        <Icon name="check" />
        <span className="sr-only">{say('yes')}</span>
      </span>
    )
  if (mark === '-')
    return (
      <span className="text-quiet">
        –<span className="sr-only">{say('no')}</span>
      </span>
    )
  return <span className="text-xs text-quiet">{say(`mark_${mark}` as 'mark_m')}</span>
}
