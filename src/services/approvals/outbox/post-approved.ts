import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { listPostedProposals, moveOutcome, type ProposalRow } from '../../../store/queries/proposals/proposals.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { ServiceContext } from '../../context.ts'
import { readSetting } from '../../settings/read-setting.ts'
import { MOST_ATTEMPTS, pauseAfter, postStateSchema, type PostState } from './post-state.ts'
import { PATIENCE_MS, postSigned } from './post-signed.ts'

const outcomeSchema = z.looseObject({ file: z.string(), webhook: postStateSchema })
type Outcome = z.output<typeof outcomeSchema>

export interface Posted {
  readonly delivered: number
  /** Tried again later, or given up. */
  readonly waiting: number
  readonly failed: number
}

/**
 * Posts the files of approved actions that have not arrived at the webhook yet and whose time has come. Each carries its
 * proposal's id as the idempotency key and its signature; a failure leaves file and proposal as they are, tells why in the
 * proposal's outcome, and is tried again after a pause that grows.
 *
 * An attempt is on record before it is made, so of two processes one makes it. A process that ends between the answer and the
 * record of it posts again: the key is how a receiver takes each action once.
 */
export async function postApproved(ctx: ServiceContext): Promise<Posted> {
  const url = readSetting(ctx.store, 'webhook_url')
  const counts = { delivered: 0, waiting: 0, failed: 0 }
  if (url === '') return counts
  for (const row of listPostedProposals(ctx.store)) {
    const outcome = outcomeSchema.safeParse(JSON.parse(row.outcome ?? '{}'))
    if (!outcome.success || outcome.data.webhook.next_at > ctx.clock()) continue
    const state = await postOne(ctx, url, row, outcome.data)
    if (state !== null) counts[state.status] += 1
  }
  return counts
}

/** Makes one attempt; null when another process is making it. */
async function postOne(
  ctx: ServiceContext,
  url: string,
  row: ProposalRow,
  outcome: Outcome,
): Promise<PostState | null> {
  const attempts = outcome.webhook.attempts + 1
  const next_at = ctx.clock() + Math.max(2 * PATIENCE_MS, pauseAfter(attempts))
  const trying = JSON.stringify({ ...outcome, webhook: { ...outcome.webhook, attempts, next_at } })
  if (!moveOutcome(ctx.store, row.id, row.outcome ?? '', trying)) return null
  const path = join(ctx.home, outcome.file)
  const problem = existsSync(path)
    ? await postSigned(ctx, { url, content: readFileSync(path), idempotencyKey: row.id, action: row.action })
    : 'the file is gone'
  const state: PostState = {
    status: problem === null ? 'delivered' : attempts >= MOST_ATTEMPTS ? 'failed' : 'waiting',
    attempts,
    next_at,
    delivered_at: problem === null ? ctx.clock() : null,
    problem,
  }
  moveOutcome(ctx.store, row.id, trying, JSON.stringify({ ...outcome, webhook: state }))
  if (state.status !== 'waiting') {
    recordAudit(ctx, {
      action: 'post',
      subject: row.id,
      details: { action: row.action, status: state.status, attempts, problem },
    })
  }
  return state
}
