import { deleteKeysBefore, takeKey } from '../../store/queries/idempotency/idempotency-keys.ts'
import type { ServiceContext } from '../context.ts'

/** How long keys are remembered. */
export const KEPT_MS = 30 * 86_400_000

/**
 * True for the first who brings the key, false for everyone after, also after a restart: for messages that a sender
 * repeats until they are acknowledged. Keys are forgotten after thirty days.
 */
export function takeOnce(ctx: Pick<ServiceContext, 'store' | 'clock'>, key: string): boolean {
  const createdAt = ctx.clock()
  const first = takeKey(ctx.store, { key, requestHash: '', status: 202, body: '', createdAt })
  if (first) deleteKeysBefore(ctx.store, createdAt - KEPT_MS)
  return first
}
