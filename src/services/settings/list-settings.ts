import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from './read-setting.ts'
import { SETTING_NAMES, SETTINGS } from './setting-definitions.ts'

export interface ListedSetting {
  readonly name: string
  readonly value: unknown
  readonly initial: unknown
  readonly meaning: string
}

/** What the shop may change, with what it is and what it started from. */
export function listSettings({ ctx }: { ctx: ServiceContext }): readonly ListedSetting[] {
  authorise(ctx, 'read:data_quality')
  return SETTING_NAMES.map((name) => ({
    name,
    value: readSetting(ctx.store, name),
    initial: SETTINGS[name].initial,
    meaning: SETTINGS[name].meaning,
  }))
}
