import type { ReactNode } from 'react'
import { PageTitle } from '../parts/page-title.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { AuditSection } from './audit-section.tsx'
import { ConnectSection } from './connect-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { MemorySection } from './memory-section.tsx'
import { ModelSection } from './model-section.tsx'
import { RolesSection } from './roles-section.tsx'
import { RulesSection } from './rules-section.tsx'

const SECTIONS = ['model', 'memory', 'keys', 'roles', 'rules', 'connect', 'audit'] as const
type Section = (typeof SECTIONS)[number]

const CONTENT: Readonly<Record<Section, () => ReactNode>> = {
  model: () => <ModelSection />,
  memory: () => <MemorySection />,
  keys: () => <KeysSection />,
  roles: () => <RolesSection />,
  rules: () => <RulesSection />,
  connect: () => <ConnectSection />,
  audit: () => <AuditSection />,
}

/** What holds for the whole shop: who answers, who may come in, what is allowed, and what was done. */
export default function SettingsPage({ section }: { readonly section: string }) {
  const { say } = useText()
  const picked = SECTIONS.find((name) => name === section) ?? 'model'
  return (
    <div className="mx-auto w-full max-w-6xl">
      <PageTitle title={say('settings')} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label={say('settings')} className="min-w-0">
          <ul className="flex gap-1 overflow-x-auto md:flex-col">
            {SECTIONS.map((name) => (
              <li key={name}>
                <Link
                  to={`/settings/${name}`}
                  aria-current={name === picked ? 'page' : undefined}
                  className={`block rounded-md px-3 py-1.5 text-sm whitespace-nowrap ${name === picked ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-sunken'}`}
                >
                  {say(`section_${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-w-0 flex-col gap-5">{CONTENT[picked]()}</div>
      </div>
    </div>
  )
}
