import { z } from 'zod'
import { InvalidInputError } from '../../../lib/errors.ts'
import { writeSettingValue } from '../../../store/queries/settings/settings.ts'
import { readSetting } from '../../settings/read-setting.ts'
import { SETTING_NAMES, SETTINGS } from '../../settings/setting-definitions.ts'
import { defineAction } from '../action-definition.ts'

const args = z.strictObject({
  setting: z.enum(SETTING_NAMES),
  value: z.union([
    z.number(),
    z.boolean(),
    z.string().max(2000),
    z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  ]),
})

/** Changes one threshold or choice of the shop. */
export const changeSettingAction = defineAction({
  name: 'change_setting',
  args,
  proposeNeed: 'manage',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview(ctx, { setting, value }) {
    const checked = SETTINGS[setting].schema.safeParse(value)
    if (!checked.success) {
      throw new InvalidInputError(
        `${setting} cannot be ${JSON.stringify(value)}: ${checked.error.issues[0]?.message ?? 'out of range'}`,
        { field: 'value' },
      )
    }
    const now = JSON.stringify(readSetting(ctx.store, setting))
    const title = SETTINGS[setting].title[ctx.language]
    return ctx.language === 'zh'
      ? `把设置“${title}”从 ${now} 改为 ${JSON.stringify(value)}。`
      : `Change the setting “${title}” from ${now} to ${JSON.stringify(value)}.`
  },
  execute(ctx, { setting, value }) {
    writeSettingValue(ctx.store, setting, JSON.stringify(value), ctx.clock())
    return { setting, value }
  },
})
