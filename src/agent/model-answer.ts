import { z } from 'zod'
import type { ModelAnswer } from '../lib/answer.ts'

/** Characters; far past any answer that somebody would read. */
const LONGEST_ANSWER = 20_000

const texts = z.array(z.string()).max(12)

/** What a model hands back at the end of a turn; anything beside it is ignored. */
const modelAnswerSchema = z.object({
  kind: z.enum(['answer', 'clarify', 'decline', 'proposal']),
  text: z.string().trim().min(1).max(LONGEST_ANSWER),
  missing: texts.nullish(),
  options: z
    .array(z.object({ label: z.string(), question: z.string() }))
    .max(4)
    .nullish(),
  reason_code: z.string().max(60).nullish(),
  assumptions: texts.nullish(),
  follow_ups: texts.nullish(),
})

export type ParsedModelAnswer = { readonly answer: ModelAnswer } | { readonly problem: string }

/**
 * Reads a final message: the JSON object that the prompt asks for, also inside a code fence or after a sentence of
 * preamble; plain text without any brace at its start counts as an answer in those words.
 */
export function parseModelAnswer(content: string): ParsedModelAnswer {
  const text = content.trim()
  if (text === '') return { problem: 'the message was empty' }
  if (text.length > 2 * LONGEST_ANSWER) return { problem: `the message had ${text.length} characters` }
  const body = /^```(?:json)?\s*([\s\S]*?)```$/i.exec(text)?.[1]?.trim() ?? text
  const start = body.search(/\{\s*"/)
  if (start < 0) {
    return /^[[{](?!\{)/.test(body)
      ? { problem: 'the message was not valid JSON' }
      : { answer: { kind: 'answer', text: body } }
  }
  const end = body.lastIndexOf('}')
  let json: unknown
  try {
    json = JSON.parse(body.slice(start, end + 1))
  } catch {
    return { problem: 'the message was not valid JSON' }
  }
  const parsed = modelAnswerSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'}` }
  }
  const {
    kind,
    text: words,
    missing,
    options,
    reason_code: reasonCode,
    assumptions,
    follow_ups: followUps,
  } = parsed.data
  return {
    answer: {
      kind,
      text: words,
      missing: missing ?? [],
      options: options ?? [],
      reason_code: reasonCode ?? null,
      assumptions: assumptions ?? [],
      follow_ups: followUps ?? [],
    },
  }
}
