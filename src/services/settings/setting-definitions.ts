import { z } from 'zod'
import type { Language } from '../../lib/answer.ts'
import { isCronPattern } from '../../jobs/every-minute.ts'
import { CHANGE_PARTS } from '../changes/change-parts.ts'
import { INITIAL_OFFERS, offersSchema } from '../winback/offers.ts'

type Words = Readonly<Record<Language, string>>

export interface SettingDefinition {
  readonly schema: z.ZodType
  readonly initial: unknown
  readonly group: (typeof SETTING_GROUPS)[number]
  readonly title: Words
  readonly meaning: Words
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Signed files hold addresses of customers: they leave encrypted, or not this machine. */
function isWebhookUrl(written: string): boolean {
  if (written === '') return true
  if (!URL.canParse(written)) return false
  const { protocol, hostname, username, password } = new URL(written)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname))
}

/** An address without anything behind it, as browsers name where a page comes from. */
const isOrigin = (written: string): boolean =>
  written !== '' && isWebhookUrl(written) && new URL(written).origin === written

/** Settings that belong together, in the order in which people look for them. */
export const SETTING_GROUPS = [
  'access',
  'privacy',
  'messages',
  'schedule',
  'service',
  'predictions',
  'winback',
  'recommendations',
  'risk',
] as const

/** What the shop may change, with the value it starts from. Changing one is a proposal like every other effect. */
export const SETTINGS = {
  minimum_group_size: {
    schema: z.int().min(1).max(1000),
    initial: 10,
    group: 'access',
    title: { en: 'Smallest group that is shown', zh: '可显示的最小群体人数' },
    meaning: {
      en: 'Smallest group whose figures are shown to roles that may not see single customers.',
      zh: '人数少于此数的群体，不向无权查看单个客户的角色显示数字。',
    },
  },
  return_window_days: {
    schema: z.int().min(0).max(365),
    initial: 7,
    group: 'service',
    title: { en: 'Days in which goods may be sent back', zh: '可退货天数' },
    meaning: { en: 'Days after delivery in which goods may be sent back.', zh: '送达后多少天内可以退货。' },
  },
  stuck_parcel_days: {
    schema: z.int().min(1).max(90),
    initial: 7,
    group: 'service',
    title: { en: 'Days after which a parcel counts as stuck', zh: '包裹视为滞留的天数' },
    meaning: {
      en: 'Days after shipping without delivery from which a parcel counts as stuck.',
      zh: '发货后多少天仍未送达，包裹即视为滞留。',
    },
  },
  churn_cost_false_alarm: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    group: 'predictions',
    title: { en: 'Cost of a false alarm', zh: '误报的代价' },
    meaning: {
      en: 'What it costs to treat a customer as leaving who stays; only its ratio to the cost of a missed leaver counts.',
      zh: '把会留下的客户当作流失处理的代价；只有它与漏报代价的比值起作用。',
    },
  },
  churn_cost_missed: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    group: 'predictions',
    title: { en: 'Cost of a missed leaver', zh: '漏报的代价' },
    meaning: {
      en: 'What it costs to miss a customer who leaves; twice as much draws the line of the medium tier.',
      zh: '漏掉一位流失客户的代价；其两倍划定中风险的界线。',
    },
  },
  keep_conversations_days: {
    schema: z.int().min(0).max(36_500),
    initial: 0,
    group: 'privacy',
    title: { en: 'Days for which conversations are kept', zh: '对话保留天数' },
    meaning: {
      en: 'Conversations in which nothing was said for so many days go in the next night, with the links to their figures; 0 keeps them.',
      zh: '超过这么多天没有新内容的对话会在下一个夜间删除，其中数字的链接也随之失效；0 表示一直保留。',
    },
  },
  keep_rejected_rows_days: {
    schema: z.int().min(0).max(36_500),
    initial: 0,
    group: 'privacy',
    title: { en: 'Days for which rejected rows are kept', zh: '被拒数据行保留天数' },
    meaning: {
      en: 'Files of rows that an import set aside hold personal data as it was sent; older ones go in the next night; 0 keeps them.',
      zh: '导入时搁置的数据行文件含有原样的个人数据；超过天数的会在下一个夜间删除；0 表示一直保留。',
    },
  },
  keep_people_days: {
    schema: z.int().min(0).max(36_500),
    initial: 0,
    group: 'privacy',
    title: { en: 'Days for which silent customers are kept', zh: '沉默客户的保留天数' },
    meaning: {
      en: 'Whoever gave no sign for so many days (no order, visit, review, ticket or survey) is erased in the next night; the orders stay as orders of nobody; 0 keeps everybody.',
      zh: '这么多天没有任何动静（下单、来访、评价、工单或问卷）的客户会在下一个夜间抹除身份，订单保留但不再属于任何人；0 表示一直保留。',
    },
  },
  mcp_may_propose: {
    schema: z.boolean(),
    initial: false,
    group: 'access',
    title: { en: 'Agents (MCP) may propose', zh: '智能体（MCP）可以提议' },
    meaning: {
      en: 'Whether other agents, over MCP, may make proposals; approving them stays with people.',
      zh: '其他智能体能否通过 MCP 提出提议；批准始终由人来做。',
    },
  },
  message_cost_email: {
    schema: z.number().min(0).max(1000),
    initial: 0,
    group: 'messages',
    title: { en: 'Cost of one e-mail', zh: '每封邮件的成本' },
    meaning: {
      en: "In the shop's currency; shown before a message is approved.",
      zh: '以店铺货币计；批准消息之前会显示。',
    },
  },
  message_cost_sms: {
    schema: z.number().min(0).max(1000),
    initial: 0.05,
    group: 'messages',
    title: { en: 'Cost of one text message', zh: '每条短信的成本' },
    meaning: {
      en: "In the shop's currency; shown before a message is approved.",
      zh: '以店铺货币计；批准消息之前会显示。',
    },
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
    group: 'access',
    title: { en: 'Roles of Slack members', zh: 'Slack 成员的角色' },
    meaning: {
      en: 'Which role each Slack member has; whoever is not listed sees figures of the whole shop and no customer.',
      zh: '每位 Slack 成员的角色；未列出的人只能看到全店数字，看不到任何客户。',
    },
  },
  requests_per_minute: {
    schema: z.int().min(1).max(1_000_000),
    initial: 600,
    group: 'access',
    title: { en: 'Requests of one key per minute', zh: '每个密钥每分钟的请求数' },
    meaning: {
      en: 'Questions and tool calls that one key may make a minute.',
      zh: '一个密钥每分钟可以发出的提问与工具调用次数。',
    },
  },
  risk_cost_review: {
    schema: z.number().positive().max(1_000_000),
    initial: 1,
    group: 'risk',
    title: { en: 'Cost of reviewing an order', zh: '审核一笔订单的成本' },
    meaning: {
      en: 'What it costs to look at an ordinary order; with the cost of a bad order that passes it draws the line of the medium tier.',
      zh: '查看一笔正常订单的成本；与放过问题订单的代价一起划定中风险的界线。',
    },
  },
  risk_cost_hold: {
    schema: z.number().positive().max(1_000_000),
    initial: 10,
    group: 'risk',
    title: { en: 'Cost of holding a good order', zh: '误扣正常订单的代价' },
    meaning: {
      en: 'What it costs to hold an ordinary order; with the cost of a bad order that passes it draws the line of the high tier.',
      zh: '扣住一笔正常订单的代价；与放过问题订单的代价一起划定高风险的界线。',
    },
  },
  risk_cost_missed: {
    schema: z.number().positive().max(1_000_000),
    initial: 10,
    group: 'risk',
    title: { en: 'Cost of a bad order that passes', zh: '放过问题订单的代价' },
    meaning: { en: 'What it costs to let an abnormal order pass.', zh: '放过一笔异常订单的代价。' },
  },
  slack_channel: {
    schema: z
      .string()
      .regex(/^([CGD][A-Z0-9]{2,20})?$/, 'must be a Slack channel id such as C02ABC3DE, or empty for none'),
    initial: '',
    group: 'messages',
    title: { en: 'Slack channel of the brief', zh: '发送简报的 Slack 频道' },
    meaning: {
      en: 'Slack channel in which the brief and the alerts that are told in Slack are posted; empty for none.',
      zh: '简报和发往 Slack 的提醒所用的频道；留空则不发送。',
    },
  },
  webhook_url: {
    schema: z.string().max(2000).refine(isWebhookUrl, 'must be an https address (http on this machine only), or empty'),
    initial: '',
    group: 'messages',
    title: { en: 'Address that approved actions go to', zh: '已批准操作的接收地址' },
    meaning: {
      en: 'Address that receives the signed file of each action approved from now on, by POST; empty for files alone. `kith proposals secret` shows what signatures are checked with.',
      zh: '以 POST 接收此后每项已批准操作的签名文件的地址；留空则只生成文件。签名密钥用 `kith proposals secret` 查看。',
    },
  },
  desk_origins: {
    schema: z.array(z.url().refine(isOrigin, 'must be an origin such as https://desk.example, without a path')).max(20),
    initial: [],
    group: 'messages',
    title: { en: 'Service desks', zh: '客服系统' },
    meaning: {
      en: 'Addresses of service desks that may show the customer panel (/embed/customer) beside a conversation, such as https://desk.example.',
      zh: '可以在对话旁显示客户面板（/embed/customer）的客服系统地址，例如 https://desk.example。',
    },
  },
  change_subscribers: {
    schema: z
      .array(
        z.strictObject({
          key_id: z.string().min(1).max(100),
          url: z
            .string()
            .max(2000)
            .refine(
              (written) => written !== '' && isWebhookUrl(written),
              'must be an https address (http on this machine only)',
            ),
          parts: z.array(z.enum(CHANGE_PARTS)).min(1).optional(),
        }),
      )
      .max(20),
    initial: [],
    group: 'access',
    title: { en: 'Told when a customer changes', zh: '客户变化时通知谁' },
    meaning: {
      en: 'Who is told when something about a customer changes: a key, whose role decides what it may hear of, the address that is told by signed POST, and which parts it wants (all when left out). Ids and parts are sent, no values.',
      zh: '客户信息变化时通知谁：一个密钥（其角色决定可以得知什么）、以签名 POST 通知的地址，以及需要哪些部分（不写则为全部）。只发送客户编号和变化的部分，不发送内容。',
    },
  },
  brief_schedule: {
    schema: z.string().refine(isCronPattern, 'must be a cron pattern such as 0 8 * * 1 (Mondays at eight)'),
    initial: '0 8 * * 1',
    group: 'schedule',
    title: { en: 'When the brief is posted', zh: '简报发送时间' },
    meaning: {
      en: "When the brief is posted, as a cron pattern in the shop's zone; it stays away when nothing matters.",
      zh: '简报的发送时间（cron 格式，店铺时区）；没有要紧的事就不发送。',
    },
  },
  refresh_schedule: {
    schema: z.string().refine(isCronPattern, 'must be a cron pattern such as 0 3 * * * (each night at three)'),
    initial: '0 3 * * *',
    group: 'schedule',
    title: { en: 'When everything is computed afresh', zh: '全部重新计算的时间' },
    meaning: {
      en: "When predictions and the index are brought up to date, as a cron pattern in the shop's zone.",
      zh: '预测与索引的更新时间（cron 格式，店铺时区）。',
    },
  },
  recommend_never: {
    schema: z.array(z.string().min(1).max(200)).max(1000),
    initial: [],
    group: 'recommendations',
    title: { en: 'Never recommended', zh: '从不推荐' },
    meaning: {
      en: 'Product ids and categories that are never recommended, whatever their score.',
      zh: '无论得分多高都不推荐的商品编号和品类。',
    },
  },
  winback_offers: {
    schema: offersSchema,
    initial: INITIAL_OFFERS,
    group: 'winback',
    title: { en: 'Win-back offers', zh: '召回方案' },
    meaning: {
      en: 'Offers of win-back plans: which reasons each answers, what it costs and which lift is assumed until measured.',
      zh: '召回计划可用的方案：针对哪些原因、成本多少、测得之前假设的提升幅度。',
    },
  },
  winback_holdout_share: {
    schema: z.number().min(0).max(0.5),
    initial: 0.1,
    group: 'winback',
    title: { en: 'Share held out of win-back plans', zh: '召回计划的对照组占比' },
    meaning: {
      en: 'Share of a win-back plan that is left alone at random, so that its effect can be measured.',
      zh: '召回计划中随机留出、不联系的比例，用来衡量效果。',
    },
  },
  winback_window_days: {
    schema: z.int().min(7).max(365),
    initial: 60,
    group: 'winback',
    title: { en: 'Days in which win-back is measured', zh: '召回效果的观察天数' },
    meaning: {
      en: 'Days after a win-back plan in which orders count as its outcome.',
      zh: '召回计划之后多少天内的订单计入效果。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
