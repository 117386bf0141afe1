import { z } from 'zod'
import { isCronPattern } from '../../jobs/every-minute.ts'
import { INITIAL_OFFERS, offersSchema } from '../winback/offers.ts'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Signed files hold addresses of customers: they leave encrypted, or not this machine. */
function isWebhookUrl(written: string): boolean {
  if (written === '') return true
  if (!URL.canParse(written)) return false
  const { protocol, hostname, username, password } = new URL(written)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname))
}

/** What the shop may change, with the value it starts from. Changing one is a proposal like every other effect. */
export const SETTINGS = {
  minimum_group_size: {
    schema: z.int().min(1).max(1000),
    initial: 10,
    meaning: 'Smallest group whose figures are shown to roles that may not see single customers.',
  },
  return_window_days: {
    schema: z.int().min(0).max(365),
    initial: 7,
    meaning: 'Days after delivery in which goods may be sent back.',
  },
  stuck_parcel_days: {
    schema: z.int().min(1).max(90),
    initial: 7,
    meaning: 'Days after shipping without delivery from which a parcel counts as stuck.',
  },
  churn_cost_false_alarm: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    meaning: 'What it costs to treat a customer as leaving who stays; only its ratio to churn_cost_missed counts.',
  },
  churn_cost_missed: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    meaning: 'What it costs to miss a customer who leaves; twice as much draws the line of the medium tier.',
  },
  mcp_may_propose: {
    schema: z.boolean(),
    initial: false,
    meaning: 'Whether other agents, over MCP, may make proposals; approving them stays with people.',
  },
  message_cost_email: {
    schema: z.number().min(0).max(1000),
    initial: 0,
    meaning: 'What one e-mail costs, in major units; shown before a message is approved.',
  },
  message_cost_sms: {
    schema: z.number().min(0).max(1000),
    initial: 0.05,
    meaning: 'What one text message costs, in major units; shown before a message is approved.',
  },
  slack_users: {
    schema: z
      .array(
        z.strictObject({
          slack_user: z.string().regex(/^[UW][A-Z0-9]{2,20}$/, 'must be a Slack member id such as U02ABC3DE'),
          role: z.enum(['admin', 'analyst', 'marketer', 'privacy_officer']),
        }),
      )
      .max(5000),
    initial: [],
    meaning: 'Which role each Slack member has; whoever is not listed sees figures of the whole shop and no customer.',
  },
  requests_per_minute: {
    schema: z.int().min(1).max(1_000_000),
    initial: 600,
    meaning: 'Questions and tool calls that one key may make a minute.',
  },
  risk_cost_review: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    meaning: 'What it costs to look at an ordinary order; with risk_cost_missed it draws the line of the medium tier.',
  },
  risk_cost_hold: {
    schema: z.number().positive().max(1_000_000),
    initial: 10,
    meaning: 'What it costs to hold an ordinary order; with risk_cost_missed it draws the line of the high tier.',
  },
  risk_cost_missed: {
    schema: z.number().positive().max(1_000_000),
    initial: 10,
    meaning: 'What it costs to let an abnormal order pass.',
  },
  slack_channel: {
    schema: z
      .string()
      .regex(/^([CGD][A-Z0-9]{2,20})?$/, 'must be a Slack channel id such as C02ABC3DE, or empty for none'),
    initial: '',
    meaning: 'Slack channel in which the brief and the alerts that are told in Slack are posted; empty for none.',
  },
  webhook_url: {
    schema: z.string().max(2000).refine(isWebhookUrl, 'must be an https address (http on this machine only), or empty'),
    initial: '',
    meaning:
      'Address that receives the signed file of each action approved from now on, by POST; empty for files alone. ' +
      '`kith proposals secret` shows what signatures are checked with.',
  },
  brief_schedule: {
    schema: z.string().refine(isCronPattern, 'must be a cron pattern such as 0 8 * * 1 (Mondays at eight)'),
    initial: '0 8 * * 1',
    meaning: "When the brief is posted, as a cron pattern in the shop's zone; it stays away when nothing matters.",
  },
  refresh_schedule: {
    schema: z.string().refine(isCronPattern, 'must be a cron pattern such as 0 3 * * * (each night at three)'),
    initial: '0 3 * * *',
    meaning: "When predictions and the index are brought up to date, as a cron pattern in the shop's zone.",
  },
  recommend_never: {
    schema: z.array(z.string().min(1).max(200)).max(1000),
    initial: [],
    meaning: 'Product ids and categories that are never recommended, whatever their score.',
  },
  winback_offers: {
    schema: offersSchema,
    initial: INITIAL_OFFERS,
    meaning:
      'Offers of win-back plans: which reasons each answers, what it costs and which lift is assumed until measured.',
  },
  winback_holdout_share: {
    schema: z.number().min(0).max(0.5),
    initial: 0.1,
    meaning: 'Share of a win-back plan that is left alone at random, so that its effect can be measured.',
  },
  winback_window_days: {
    schema: z.int().min(7).max(365),
    initial: 60,
    meaning: 'Days after a win-back plan in which orders count as its outcome.',
  },
} as const

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
