import { z } from 'zod'
import { NotFoundError } from '../../../lib/errors.ts'
import { readAlertRule, stopAlertRule } from '../../../store/queries/alerts/alerts.ts'
import { defineAction } from '../action-definition.ts'

/** Stops watching; what has fired stays on record. */
export const stopAlertAction = defineAction({
  name: 'stop_alert',
  args: z.strictObject({ alert_id: z.string() }),
  proposeNeed: 'propose:segment',
  approveNeed: 'approve:own_segments',
  needsSecondPerson: false,
  preview(ctx, { alert_id: id }) {
    const row = readAlertRule(ctx.store, id)
    if (row === undefined || row.stoppedAt !== null) throw new NotFoundError('alert', id)
    return ctx.language === 'zh' ? `停止提醒“${row.name}”。` : `Stop the alert "${row.name}".`
  },
  execute(ctx, { alert_id: id }) {
    if (!stopAlertRule(ctx.store, id, ctx.clock())) throw new NotFoundError('alert', id)
    return { alert_id: id }
  },
})
