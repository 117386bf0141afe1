import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { Oracle, Question } from '../question.ts'

const call = z.strictObject({ tool: z.string(), args: z.record(z.string(), z.unknown()) })

/** One recorded conversation: the question with its grading, and what went over the wire for it, in order. */
const cassetteSchema = z.strictObject({
  format: z.literal('kith-cassette-1'),
  recorded_on: z.iso.date(),
  /** The name of the model that answered. */
  model: z.string(),
  /** Digest of the system message and the declared tools that it was recorded under. */
  prompts: z.string(),
  question: z.strictObject({
    id: z.string(),
    lang: z.enum(['en', 'zh']),
    kind: z.string(),
    role: z.string(),
    history: z.array(z.string()),
    question: z.string(),
    bound_customer: z.string().nullable(),
  }),
  oracle: z.strictObject({
    id: z.string(),
    expect: z.enum(['answer', 'clarify', 'decline', 'proposal']),
    tools: z.array(z.string()),
    args: z.record(z.string(), z.unknown()).nullable(),
    also: z.array(call).optional(),
    every: z.array(call).optional(),
    missing: z.array(z.string()).optional(),
    reason_code: z.string().optional(),
    not_served_yet: z.literal(true).optional(),
  }),
  exchanges: z.array(
    z.strictObject({
      /** The messages of the request without the system message, as they left: pseudonyms in place. */
      messages: z.array(z.record(z.string(), z.unknown())),
      status: z.int(),
      content_type: z.string(),
      /** The reply's body as it came. */
      body: z.string(),
    }),
  ),
})
export type Cassette = Omit<z.output<typeof cassetteSchema>, 'question' | 'oracle'> & {
  readonly question: Question
  readonly oracle: Oracle
}
export type Exchange = Cassette['exchanges'][number]

/**
 * The cassettes of a folder, by file name.
 *
 * @throws {Error} naming the file and the field that is not as the format says
 */
export function readCassettes(folder: string): Cassette[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.toSorted().map((name) => {
    const read = cassetteSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`${name} is no cassette: ${z.prettifyError(read.error)}`)
    return read.data as Cassette
  })
}

interface SentRequest {
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  readonly tools?: unknown
}

/** What of a request is recorded and compared, and a digest of the rest: our own fixed text, which changes with the prompts. */
export function splitRequest(body: string): { readonly messages: Exchange['messages']; readonly prompts: string } {
  const { messages, tools } = JSON.parse(body) as SentRequest
  const own = messages.filter(({ role }) => role === 'system')
  return {
    messages: messages.filter(({ role }) => role !== 'system').map((message) => ({ ...message })),
    prompts: createHash('sha256')
      .update(canonicalJson({ own, tools: tools ?? null }))
      .digest('hex')
      .slice(0, 16),
  }
}
