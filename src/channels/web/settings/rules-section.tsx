import { request } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure, Loading } from '../parts/states.tsx'
import type { TextKey } from '../text/say.ts'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'
import { SettingRow } from './setting-row.tsx'
import type { Setting } from './setting.ts'

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
        groupsOf(settings.data.settings).map(([group, members]) => (
          <section key={group} className="mb-6 last:mb-0">
            <h3 className="border-b border-line pb-1 font-medium text-accent">{say(`settings_${group}` as TextKey)}</h3>
            <ul className="divide-y divide-line">
              {members.map((setting) => (
                <SettingRow key={setting.name} setting={setting} mayManage={mayManage} onChanged={settings.reload} />
              ))}
            </ul>
          </section>
        ))
      )}
    </Section>
  )
}

/** Settings by group, groups in the order in which they are listed. */
function groupsOf(settings: readonly Setting[]): readonly (readonly [string, readonly Setting[]])[] {
  const groups = new Set(settings.map(({ group }) => group))
  return [...groups].map((group) => [group, settings.filter((setting) => setting.group === group)])
}
