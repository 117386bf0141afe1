import type { z } from 'zod'
import type { Store } from '../../store/open.ts'
import { readSettingValue } from '../../store/queries/settings/settings.ts'
import { SETTINGS, type SettingName } from './setting-definitions.ts'

type SettingValue<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['schema']>

/** The shop's value of a setting, or the one it starts from. */
export function readSetting<Name extends SettingName>(store: Store, name: Name): SettingValue<Name> {
  const { schema, initial } = SETTINGS[name]
  const stored = readSettingValue(store, name)
  return schema.parse(stored === undefined ? initial : JSON.parse(stored)) as SettingValue<Name>
}
