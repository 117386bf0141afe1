import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/lib/random.ts'
import { ACTION_TEMPLATES } from './action-templates.ts'
import { BEHAVIOUR_TEMPLATES } from './behaviour-templates.ts'
import { CAMPAIGN_TEMPLATES } from './campaign-templates.ts'
import { PRICE_TEMPLATES } from './price-templates.ts'
import { REVIEW_TEMPLATES } from './review-templates.ts'
import { FRESH } from './fresh-templates.ts'
import { NEWCOMER_REPLIES } from './newcomer-conversations.ts'
import { NEWCOMER } from './newcomer-templates.ts'
import { NEWCOMER_2, NEWCOMER_2_REPLIES } from './newcomer-2-templates.ts'
import { NEWCOMER_3, NEWCOMER_3_REPLIES } from './newcomer-3-templates.ts'
import { NEWCOMER_4, NEWCOMER_4_REPLIES } from './newcomer-4-templates.ts'
import { HELD_OUT, HELD_OUT_REPLIES } from './held-out-templates.ts'
import { PARAPHRASES, PARAPHRASED_REPLIES } from './paraphrase-templates.ts'
import { TEMPLATES, type QuestionTemplate } from './question-templates.ts'
import type { Oracle, Question } from './question.ts'
import { REPLY_TEMPLATES, type ReplyTemplate } from './reply-templates.ts'
import { SEARCH_TEMPLATES } from './search-templates.ts'
import { SERVICE_TEMPLATES } from './service-templates.ts'
import { SLOTS, type Chosen } from './slots.ts'
import { TIMING_TEMPLATES } from './timing-templates.ts'
import { TREND_TEMPLATES } from './trend-templates.ts'
import { UNSEEN_REPLIES } from './unseen-follow-ups.ts'
import { UNSEEN } from './unseen-templates.ts'
import { VISIT_TEMPLATES } from './visit-templates.ts'
import { VOICE_TEMPLATES } from './voice-templates.ts'
import { WIDE } from './wide-templates.ts'
import { VALUE_TEMPLATES } from './value-templates.ts'

type Language = Question['lang']
/** Questions and oracles from templates, the same each time: `npx tsx evals/agent/make-questions.ts [SET...]` writes the files. */
export function makeQuestions(
  templates: readonly QuestionTemplate[] = [
    ...TEMPLATES,
    ...VALUE_TEMPLATES,
    ...VOICE_TEMPLATES,
    ...BEHAVIOUR_TEMPLATES,
    ...ACTION_TEMPLATES,
    ...CAMPAIGN_TEMPLATES,
    ...REVIEW_TEMPLATES,
    ...PRICE_TEMPLATES,
    ...SEARCH_TEMPLATES,
    ...VISIT_TEMPLATES,
    ...TIMING_TEMPLATES,
    ...TREND_TEMPLATES,
    ...SERVICE_TEMPLATES,
  ],
  replyTemplates: readonly ReplyTemplate[] = REPLY_TEMPLATES,
): { questions: Question[]; oracles: Oracle[] } {
  const questions: Question[] = []
  const oracles: Oracle[] = []
  for (const template of templates) {
    const random = seededRandom(template.id)
    const seen = new Set<string>()
    for (let number = 0; number < template.ask; number += 1) {
      const chosen = chooseSlots(template, random)
      if (template.skip?.(chosen) === true) continue
      for (const lang of ['en', 'zh'] as const) {
        const wordings = template[lang]
        if (wordings.length === 0) continue
        const question = fill(wordings[number % wordings.length] ?? '', chosen, lang)
        const history = (template.history?.[lang] ?? []).map((text) => fill(text, chosen, lang))
        if (seen.has(question + history.join())) continue
        seen.add(question + history.join())
        const id = `${template.id}-${number}-${lang}`
        const kind = history.length > 0 ? 'followup' : 'direct'
        questions.push({ id, lang, kind, role: roleFor(template), history, question, bound_customer: null })
        oracles.push({
          id,
          expect: template.expect ?? 'answer',
          tools: [template.tool],
          args: fillArgs(template.args, chosen),
          ...fillCalls('also', template.also, chosen),
          ...fillCalls('every', template.every, chosen),
        })
      }
    }
  }
  for (const template of replyTemplates) {
    for (const lang of ['en', 'zh'] as const) {
      template[lang].forEach((question, number) => {
        const id = `${template.id}-${number}-${lang}`
        questions.push({ id, lang, kind: template.id, role: 'marketer', history: [], question, bound_customer: null })
        oracles.push({
          id,
          expect: template.kind,
          tools: [],
          args: null,
          ...(template.missing === undefined ? {} : { missing: template.missing }),
          ...(template.reason_code === undefined ? {} : { reason_code: template.reason_code }),
        })
      })
    }
  }
  return { questions, oracles }
}

/** Who holds a name or a number is a question for those who may know. */
const roleFor = ({ role, args }: QuestionTemplate): string => role ?? ('identifier' in args ? 'marketer' : 'analyst')

function chooseSlots(template: QuestionTemplate, random: () => number): Chosen {
  const text = JSON.stringify([template.en, template.zh, template.history, template.args])
  const names = [...new Set([...text.matchAll(/\{(\w+)\}|"\$(\w+)"/g)].map((match) => match[1] ?? match[2] ?? ''))]
  return Object.fromEntries(
    names.flatMap((name) => {
      const slots = SLOTS[name] ?? []
      const slot = slots[Math.floor(random() * slots.length)]
      return slot === undefined ? [] : [[name, slot] as const]
    }),
  )
}

const fill = (text: string, chosen: Chosen, lang: Language): string =>
  text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => chosen[name]?.[lang] ?? '').trim()

function fillArgs(args: Readonly<Record<string, unknown>>, chosen: Chosen): Record<string, unknown> {
  return JSON.parse(JSON.stringify(args), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('$') ? chosen[value.slice(1)]?.value : value,
  ) as Record<string, unknown>
}

/** Nothing when the template names no such calls, so that the oracle's line stays short. */
const fillCalls = (key: 'also' | 'every', calls: QuestionTemplate['also'] = [], chosen: Chosen) =>
  calls.length === 0 ? {} : { [key]: calls.map(({ tool, args }) => ({ tool, args: fillArgs(args, chosen) })) }

const toLines = (rows: readonly unknown[]): string => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

if (process.argv[1] === import.meta.filename) {
  const sets = {
    templated: makeQuestions(),
    paraphrases: makeQuestions(PARAPHRASES, PARAPHRASED_REPLIES),
    'held-out': makeQuestions(HELD_OUT, HELD_OUT_REPLIES),
    fresh: makeQuestions(FRESH, []),
    wide: makeQuestions(WIDE, []),
    unseen: makeQuestions(UNSEEN, UNSEEN_REPLIES),
    newcomer: makeQuestions(NEWCOMER, NEWCOMER_REPLIES),
    'newcomer-2': makeQuestions(NEWCOMER_2, NEWCOMER_2_REPLIES),
    'newcomer-3': makeQuestions(NEWCOMER_3, NEWCOMER_3_REPLIES),
    'newcomer-4': makeQuestions(NEWCOMER_4, NEWCOMER_4_REPLIES),
  }
  const wanted = process.argv.slice(2)
  for (const [name, { questions, oracles }] of Object.entries(sets)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    writeFileSync(join(import.meta.dirname, `questions/${name}.jsonl`), toLines(questions))
    writeFileSync(join(import.meta.dirname, `oracles/${name}.jsonl`), toLines(oracles))
  }
}
