import { labelFor } from '../data/labels.ts'
import { Chip } from '../parts/chip.tsx'
import { useText } from '../text/use-text.ts'
import type { Profile } from './profile.ts'
import { SidePart } from './side-part.tsx'

/** What they agreed to, and since when. */
export function Consents({ profile }: { readonly profile: Profile }) {
  const { say, language, day } = useText()
  return (
    <SidePart title={say('consents')}>
      {profile.consents.length === 0 && <p className="text-quiet">{say('noConsents')}</p>}
      <ul className="flex flex-col gap-1.5">
        {profile.consents.map(({ kind, granted, since }) => (
          <li key={kind} className="flex items-center justify-between gap-3">
            <span>
              {labelFor(kind, language)}{' '}
              <span className="block text-xs text-quiet">{say('since', { day: day(since) })}</span>
            </span>
            <Chip tone={granted ? 'good' : 'bad'}>{granted ? say('granted') : say('refused')}</Chip>
          </li>
        ))}
      </ul>
    </SidePart>
  )
}
