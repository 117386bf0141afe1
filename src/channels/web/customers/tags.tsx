import { labelFor } from '../data/labels.ts'
import { useText } from '../text/use-text.ts'
import type { Profile } from './profile.ts'
import { SidePart } from './side-part.tsx'

/** The marks that rules gave this customer, each with why. */
export function Tags({ profile }: { readonly profile: Profile }) {
  const { say, language } = useText()
  return (
    <SidePart title={say('tags')}>
      {profile.tags.length === 0 && <p className="text-quiet">{say('noTags')}</p>}
      <ul className="flex flex-col gap-2">
        {profile.tags.map(({ tag, why }) => (
          <li key={tag}>
            <p className="font-medium">{labelFor(tag, language)}</p>
            <p className="text-xs text-quiet">{why}</p>
          </li>
        ))}
      </ul>
    </SidePart>
  )
}
