import type { Runtime } from '../channels/runtime.ts'
import { everyMinute, isDue } from '../jobs/every-minute.ts'
import type { Actor } from '../services/access/actor.ts'
import { postApproved } from '../services/approvals/outbox/post-approved.ts'
import { postChanges } from '../services/changes/post-changes.ts'
import { sweepRetention } from '../services/privacy/sweep-retention.ts'
import { refresh } from '../services/refresh/refresh.ts'
import { readSetting } from '../services/settings/read-setting.ts'
import type { Config } from './env.ts'

const SCHEDULE: Actor = { id: 'schedule', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false }

/** What runs by itself while Kith serves: a refresh each night and before it the removal of what is no longer kept, approved files to the webhook, alerts and the brief in Slack. Settings count at once. */
export function keepSchedule(runtime: Runtime, config: Config, signal: AbortSignal): void {
  everyMinute(
    () => runDue(runtime, config, signal),
    (error) => runtime.log.error({ err: error }, 'a scheduled job failed'),
    signal,
  )
}

/** The jobs of this minute. */
export async function runDue(runtime: Runtime, config: Config, signal: AbortSignal): Promise<void> {
  const ctx = runtime.contextFor(SCHEDULE, { signal })
  const now = ctx.clock()
  const due = (name: 'refresh_schedule' | 'brief_schedule'): boolean =>
    isDue(readSetting(ctx.store, name), now, ctx.shop.zone.name)
  if (due('refresh_schedule')) {
    sweepRetention({ ctx })
    await refresh({ ctx, input: { what: 'all', force: false } })
  }
  await postApproved(ctx)
  await postChanges(ctx)
  if (runtime.slack === null) return
  const { postAlerts, postBrief } = await import('../channels/slack/scheduled.ts')
  await postAlerts(runtime)
  if (due('brief_schedule')) await postBrief(runtime, config.KITH_LANGUAGE === 'zh' ? 'zh' : 'en')
}
