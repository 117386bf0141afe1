import { z } from 'zod'
import { KithError } from '../../../../lib/errors.ts'
import { csvLine } from '../../../audiences/export/csv-line.ts'
import { EXPORT_FORMATS, FORMATS } from '../../../audiences/export/export-formats.ts'
import { peopleToExport } from '../../../audiences/export/people-to-export.ts'
import type { ServiceContext } from '../../../context.ts'
import { readSetting } from '../../../settings/read-setting.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'

const args = z.strictObject({
  audience_id: z.string().max(120),
  format: z.enum(EXPORT_FORMATS),
  hashed: z.boolean(),
})
type Args = z.output<typeof args>

/** Lets the addresses of an audience leave as a file for another system. */
export const exportAudienceAction = defineAction({
  name: 'export_audience',
  args,
  proposeNeed: 'propose:action',
  approveNeed: 'approve:all',
  needsSecondPerson: true,
  preview: (ctx, request) => effectOf(ctx, request).summary,
  effect: (ctx, request) => effectOf(ctx, request),
  execute: () => ({}),
  outbox(ctx, request) {
    const { people, heldOut, leftOutForConsent } = allowed(ctx, request)
    const { header, row } = FORMATS[request.format]
    return {
      extension: 'csv',
      handedOver: true,
      content: [header(request.hashed), ...people.map((person) => row(person, request.hashed))].map(csvLine).join(''),
      outcome: {
        audience_id: request.audience_id,
        format: request.format,
        hashed: request.hashed,
        people: people.length,
        held_out: heldOut,
        left_out_for_consent: leftOutForConsent,
      },
    }
  },
})

/** @throws {KithError} FORBIDDEN when so few people are left that the file would point at single persons */
function allowed(ctx: ServiceContext, { audience_id: id }: Args) {
  const found = peopleToExport(ctx, id)
  const least = readSetting(ctx.store, 'minimum_group_size')
  if (found.people.length >= least) return found
  throw new KithError(
    'FORBIDDEN',
    `the audience ${id} has ${found.people.length} people to export, and ${least} are the least`,
    {
      field: 'audience_id',
      hint: 'Widen the audience; single people are looked at in their profile.',
      details: { reason_code: 'too_few' },
    },
  )
}

function effectOf(ctx: ServiceContext, request: Args): ActionEffect {
  const { people, heldOut, leftOutForConsent, withoutAddress, audience } = allowed(ctx, request)
  const hashed = request.hashed ? (ctx.language === 'zh' ? '（已哈希）' : ' (hashed)') : ''
  return {
    summary:
      ctx.language === 'zh'
        ? `以 ${request.format} 格式${hashed}导出受众 ${audience.row.id}：${people.length} 人；对照组 ${heldOut} 人、未同意 ${leftOutForConsent} 人、无联系方式 ${withoutAddress} 人不在文件中。`
        : `Export the audience ${audience.row.id} as ${request.format}${hashed}: ${people.length} people; ${heldOut} held out, ${leftOutForConsent} without consent and ${withoutAddress} without an address stay out of the file.`,
    facts: [
      { id: 'audience_id', label: 'Audience', value: audience.row.id, unit: 'id' },
      { id: 'format', label: 'Format', value: request.format, unit: 'label' },
      { id: 'people', label: 'People in the file', value: people.length, unit: 'customers' },
      { id: 'holdout', label: 'Held out', value: heldOut, unit: 'customers' },
      { id: 'left_out_for_consent', label: 'Without consent', value: leftOutForConsent, unit: 'customers' },
      { id: 'hashed', label: 'Addresses hashed', value: request.hashed ? 'yes' : 'no', unit: 'label' },
    ],
  }
}
