import { asOfDate } from '../../lib/as-of.ts'
import type { Language } from '../../lib/answer.ts'
import { FILTER_FIELDS, FILTER_OPERATORS } from '../../lib/filters.ts'
import type { Actor } from '../../services/access/actor.ts'
import type { ServiceContext } from '../../services/context.ts'
import type { Memory } from '../../services/memory/memory.ts'

/** The texts that a system prompt is made of. */
export interface PromptTexts {
  /** With `{{as_of}}`, `{{today}}`, `{{language}}`, `{{shop}}`, `{{currency}}`, `{{role}}`, `{{surface}}`, `{{filter_fields}}` and `{{filter_operators}}`. */
  readonly system: string
  /** Manners by surface: web, slack, bot, api. */
  readonly surfaces: Readonly<Record<string, string>>
}

/** The system prompt of one turn. References such as `{{r2.orders}}` are examples and stay as they are. */
export function fillPrompt(
  { system, surfaces }: PromptTexts,
  ctx: ServiceContext,
  language: Language,
  memories: readonly Memory[] = [],
): string {
  const values: Readonly<Record<string, string>> = {
    as_of: asOfDate(ctx.asOf),
    today: new Date(ctx.clock()).toISOString().slice(0, 10),
    language: language === 'zh' ? 'Chinese' : 'English',
    shop: ctx.shop.name,
    currency: ctx.shop.currency,
    role: ctx.actor.role,
    surface: surfaces[surfaceOf(ctx.actor)] ?? '',
    filter_fields: FILTER_FIELDS.join(', '),
    filter_operators: FILTER_OPERATORS.join(', '),
  }
  const filled = system.replaceAll(/\{\{([a-z_]+)\}\}/g, (whole, name: string) => values[name] ?? whole).trim()
  // Arguments are set by the server; the model needs to know of the rest.
  const kept = memories.map(({ words, asked_on }) => `- ${words} (${asked_on})`)
  return kept.length === 0 ? filled : `${filled}\n\n# The reader asked to keep in mind\n${kept.join('\n')}`
}

function surfaceOf({ role, channel }: Actor): string {
  if (role === 'service_bot') return 'bot'
  return channel === 'web' || channel === 'slack' ? channel : 'api'
}
