import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from './read-setting.ts'
import {
  SETTING_GROUPS,
  SETTING_NAMES,
  SETTINGS,
  type SettingDefinition,
  type SettingName,
} from './setting-definitions.ts'

export interface ListedSetting extends Omit<SettingDefinition, 'schema'> {
  readonly name: SettingName
  readonly value: unknown
}

/** What the shop may change, with what it is and what it started from; settings of one group follow one another. */
export function listSettings({ ctx }: { ctx: ServiceContext }): readonly ListedSetting[] {
  authorise(ctx, 'read:data_quality')
  return SETTING_GROUPS.flatMap((group) => SETTING_NAMES.filter((name) => SETTINGS[name].group === group)).map(
    (name) => {
      const { initial, group, title, meaning } = SETTINGS[name]
      return { name, value: readSetting(ctx.store, name), initial, group, title, meaning }
    },
  )
}
