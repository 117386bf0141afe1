import { useOverview } from '../data/use-overview.ts'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../routing/link.tsx'
import { useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { AREAS } from './areas.ts'
import { Mark } from './mark.tsx'
import { useThreads } from './use-threads.ts'

const RECENT = 7

/** The ways around: a new question, the areas of the shop, the latest conversations, and who one is. */
export function Rail({ onFollow }: { readonly onFollow?: () => void }) {
  const { say } = useText()
  const { path } = useAddress()
  const { overview } = useOverview()
  const threads = useThreads()
  const item = (active: boolean) =>
    `flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm ${active ? 'bg-accent-soft font-medium text-accent' : 'text-ink hover:bg-sunken'}`
  return (
    <div className="flex h-full flex-col gap-5 overflow-y-auto px-3 py-4">
      <Link to="/" onClick={onFollow} className="flex items-center gap-2 px-2.5" aria-label={say('home')}>
        <Mark />
        <span className="title text-xl">Kith</span>
      </Link>
      <Link
        to="/"
        onClick={onFollow}
        className="flex items-center justify-between rounded-md border border-line-strong bg-panel px-2.5 py-1.5 text-sm font-medium hover:border-accent hover:text-accent"
      >
        <span className="flex items-center gap-2.5">
          <Icon name="plus" />
          {say('newQuestion')}
        </span>
      </Link>
      <nav aria-label={say('areas')} className="flex shrink-0 flex-col gap-4">
        {AREAS.map((group) => (
          <ul key={group[0]?.path} className="flex flex-col gap-0.5">
            {group.map(({ path: to, name, icon }) => {
              const active = path === to || path.startsWith(`${to}/`)
              return (
                <li key={to}>
                  <Link to={to} onClick={onFollow} aria-current={active ? 'page' : undefined} className={item(active)}>
                    <Icon name={icon} />
                    <span className="flex-1">{say(name)}</span>
                    {name === 'approvals' && (overview?.waiting_approvals ?? 0) > 0 && (
                      <span className="tabular rounded-full bg-accent px-1.5 text-xs text-accent-ink">
                        {overview?.waiting_approvals}
                      </span>
                    )}
                  </Link>
                </li>
              )
            })}
          </ul>
        ))}
      </nav>
      {threads.length > 0 && (
        <nav aria-label={say('threads')} className="shrink-0">
          <p className="eyebrow px-2.5 pb-1">{say('threads')}</p>
          <ul className="flex flex-col gap-0.5">
            {threads.slice(0, RECENT).map(({ thread_id: id, title }) => (
              <li key={id}>
                <Link
                  to={`/threads/${id}`}
                  onClick={onFollow}
                  title={title}
                  aria-current={path === `/threads/${id}` ? 'page' : undefined}
                  className={`${item(path === `/threads/${id}`)} py-1`}
                >
                  <span className="truncate">{title}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {overview !== null && (
        <p className="mt-auto px-2.5 text-xs text-quiet">
          <span className="block truncate font-medium text-ink">{overview.shop}</span>
          {say('signedInAs', { role: say(`role_${overview.actor.role}` as 'role_admin') })}
        </p>
      )}
    </div>
  )
}
