import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/lib/random.ts'
import { TEMPLATES, type QuestionTemplate } from './question-templates.ts'
import type { Oracle, Question } from './question.ts'
import { REPLY_TEMPLATES } from './reply-templates.ts'
import { SLOTS, type Slot } from './slots.ts'

type Language = Question['lang']
type Chosen = Readonly<Record<string, Slot>>

/** Questions and oracles from the templates, the same each time: `npx tsx evals/agent/make-questions.ts` writes both files. */
export function makeQuestions(): { questions: Question[]; oracles: Oracle[] } {
  const questions: Question[] = []
  const oracles: Oracle[] = []
  for (const template of TEMPLATES) {
    const random = seededRandom(template.id)
    const seen = new Set<string>()
    for (let number = 0; number < template.ask; number += 1) {
      const chosen = chooseSlots(template, random)
      for (const lang of ['en', 'zh'] as const) {
        const wordings = template[lang]
        const question = fill(wordings[number % wordings.length] ?? '', chosen, lang)
        const history = (template.history?.[lang] ?? []).map((text) => fill(text, chosen, lang))
        if (seen.has(question + history.join())) continue
        seen.add(question + history.join())
        const id = `${template.id}-${number}-${lang}`
        const kind = history.length > 0 ? 'followup' : 'direct'
        questions.push({ id, lang, kind, role: 'analyst', history, question, bound_customer: null })
        oracles.push({ id, expect: 'answer', tools: [template.tool], args: fillArgs(template.args, chosen) })
      }
    }
  }
  for (const template of REPLY_TEMPLATES) {
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

const toLines = (rows: readonly unknown[]): string => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

if (process.argv[1] === import.meta.filename) {
  const { questions, oracles } = makeQuestions()
  writeFileSync(join(import.meta.dirname, 'questions/templated.jsonl'), toLines(questions))
  writeFileSync(join(import.meta.dirname, 'oracles/templated.jsonl'), toLines(oracles))
}
