import { randomUUID } from 'node:crypto'
import { insertAlertRule, type AlertRuleRow } from '../../../store/queries/alerts/alerts.ts'
import { alertKindOf, alertRuleArgs } from '../../alerts/alert-rule.ts'
import { describeRule } from '../../alerts/describe-rule.ts'
import { evaluateAlerts } from '../../alerts/evaluate-alerts.ts'
import { defineAction } from '../action-definition.ts'

/** Begins to watch a figure or an event. Who meets the rule already fires nothing: it tells who passes it from now on. */
export const createAlertAction = defineAction({
  name: 'create_alert',
  args: alertRuleArgs,
  proposeNeed: 'propose:segment',
  approveNeed: 'approve:own_segments',
  needsSecondPerson: false,
  preview(ctx, rule) {
    const sentence = describeRule(rule, ctx.language)
    return ctx.language === 'zh'
      ? `新建提醒“${rule.name}”：${sentence}提醒一次，解除后才会再次提醒。`
      : `Create the alert "${rule.name}": ${sentence}, told once each time, and again only after it has ended.`
  },
  execute(ctx, rule) {
    const row: AlertRuleRow = {
      id: `A-${randomUUID()}`,
      name: rule.name,
      kind: alertKindOf(rule),
      rule: JSON.stringify(rule),
      channel: rule.channel,
      createdBy: ctx.actor.id,
      createdAt: ctx.clock(),
      stoppedAt: null,
    }
    insertAlertRule(ctx.store, row)
    if (row.kind !== 'event') evaluateAlerts({ ...ctx, asOf: ctx.defaultAsOf }, { changed: null }, [row])
    return { alert_id: row.id }
  },
})
