import { z } from 'zod'

/** How far an approved file has come on its way to the webhook, as the proposal's outcome keeps it. */
export const postStateSchema = z.object({
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int().min(0),
  /** UTC ms; not before then. */
  next_at: z.number(),
  delivered_at: z.number().nullable(),
  /** What the last attempt came to: `503`, `timeout`, `no connection`; null before one, and once delivered. */
  problem: z.string().nullable(),
})
export type PostState = z.output<typeof postStateSchema>

export const WAITING: PostState = { status: 'waiting', attempts: 0, next_at: 0, delivered_at: null, problem: null }

/** With the pauses between them: about a day of trying. */
export const MOST_ATTEMPTS = 30
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 3_600_000

/** How long to wait after so many attempts: a minute, doubled each time, an hour at most. */
export const pauseAfter = (attempts: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1))

/** How far a proposal's file has come; null where it does not go to a webhook. */
export function readPostState(outcome: string | null): PostState | null {
  const parsed = z.object({ webhook: postStateSchema }).safeParse(JSON.parse(outcome ?? '{}'))
  return parsed.success ? parsed.data.webhook : null
}
