import type { Language } from '../../lib/answer.ts'
import type { Actor } from '../../services/access/actor.ts'
import { listAlerts } from '../../services/alerts/list-alerts.ts'
import { takeOnce } from '../../services/idempotency/take-once.ts'
import { readSetting } from '../../services/settings/read-setting.ts'
import type { BriefData } from '../../services/brief/get-brief.ts'
import type { Runtime } from '../runtime.ts'
import { postInChannel } from './post-in-channel.ts'

/** Who a scheduled post speaks as: somebody whose words everybody in the channel reads, so names stay masked. */
const SPEAKER: Actor = {
  id: 'schedule',
  role: 'marketer',
  boundCustomerId: null,
  channel: 'slack',
  sharedChannel: true,
}
const QUESTION: Readonly<Record<Language, string>> = {
  en: 'Brief me on the last seven days',
  zh: '最近一周的简报',
}

/** Posts the brief in the channel of the shop's settings, unless nothing in it matters. Returns whether it was posted. */
export async function postBrief(runtime: Runtime, language: Language): Promise<boolean> {
  const { store } = runtime.contextFor(SPEAKER)
  const channel = readSetting(store, 'slack_channel')
  if (channel === '' || runtime.slack === null) return false
  const brief = await runtime.callTool(SPEAKER, 'get_brief', { period: 'last_7_days' }, { language })
  if (!brief.ok || (brief.data as BriefData).quiet) return false
  const agent = await runtime.agent()
  const answer = await agent.ask({ actor: SPEAKER, question: QUESTION[language], language })
  await postInChannel(runtime, channel, answer)
  return true
}

/** Posts alerts whose rules are told in Slack, each once. Returns how many. */
export async function postAlerts(runtime: Runtime): Promise<number> {
  const ctx = runtime.contextFor({ ...SPEAKER, channel: 'job', sharedChannel: false })
  const channel = readSetting(ctx.store, 'slack_channel')
  if (channel === '' || runtime.slack === null) return 0
  const { data } = listAlerts({ ctx, input: {} })
  const told = new Set(data.rules.filter((rule) => rule.channel === 'slack').map(({ alert_id }) => alert_id))
  let posted = 0
  for (const alert of data.alerts.filter(({ alert_id }) => told.has(alert_id))) {
    if (!takeOnce(ctx, `slack:alert:${alert.alert_id}:${alert.customer_id ?? ''}:${alert.fired_at}`)) continue
    const rule = data.rules.find(({ alert_id }) => alert_id === alert.alert_id)
    await postInChannel(runtime, channel, [alert.name, rule?.rule, alert.customer_id].filter(Boolean).join(' · '))
    posted += 1
  }
  return posted
}
