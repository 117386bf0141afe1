import type { Language } from '../../../lib/answer.ts'
import { z } from 'zod'
import { InvalidInputError } from '../../../lib/errors.ts'
import { writeSettingValue } from '../../../store/queries/settings/settings.ts'
import { readSetting } from '../../settings/read-setting.ts'
import type { ServiceContext } from '../../context.ts'
import { countBeyondRetention, RETENTION_SETTINGS } from '../../privacy/sweep-retention.ts'
import { SETTING_NAMES, SETTINGS, type SettingName } from '../../settings/setting-definitions.ts'
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

/** What a limit of retention would remove at once, since it cannot be brought back. */
function lossOf(ctx: ServiceContext, setting: SettingName, value: unknown): string {
  const limit = RETENTION_SETTINGS.find((name) => name === setting)
  if (limit === undefined || typeof value !== 'number' || value === 0) return ''
  const count = countBeyondRetention(ctx, limit, value)
  return ctx.language === 'zh'
    ? `下一个夜间将因此删除 ${count} 项，无法恢复。`
    : ` In the next night that removes ${count} of them for good.`
}

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
    const now = inWords(readSetting(ctx.store, setting), ctx.language)
    const then = inWords(value, ctx.language)
    const title = SETTINGS[setting].title[ctx.language]
    const change =
      ctx.language === 'zh'
        ? `把设置“${title}”从 ${now} 改为 ${then}。`
        : `Change the setting "${title}" from ${now} to ${then}.`
    return `${change}${lossOf(ctx, setting, checked.data)}`
  },
  execute(ctx, { setting, value }) {
    writeSettingValue(ctx.store, setting, JSON.stringify(value), ctx.clock())
    return { setting, value }
  },
})

const inWords = (value: unknown, language: Language): string =>
  typeof value === 'boolean' ? SWITCH[language][value ? 1 : 0] : JSON.stringify(value)

const SWITCH: Readonly<Record<Language, readonly [string, string]>> = { en: ['off', 'on'], zh: ['关', '开'] }
