import { KithError } from '../../lib/errors.ts'
import {
  deleteKeysBefore,
  keepReply,
  readKey,
  releaseKey,
  takeKey,
} from '../../store/queries/idempotency/idempotency-keys.ts'
import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import type { ServiceContext } from '../context.ts'
import { KEPT_MS } from './take-once.ts'

export interface KeptReply {
  readonly status: number
  readonly body: string
}

export interface OnceRequest {
  /** Of the caller: two callers may choose the same word. */
  readonly key: string
  /** Hash over everything that makes the request what it is. */
  readonly requestHash: string
}

/** A request whose process died is forgotten after this, and may be sent again. */
const ABANDONED_AFTER_MS = 5 * 60_000

/**
 * Runs a request once for its key. A second one under the same key gets the first one's reply; replies that say the request
 * itself was wrong are not kept, so that it can be mended and sent again. Kept replies are sealed: they may name people, and
 * that to a new key is its secret.
 *
 * @returns the reply, and whether it is a kept one
 * @throws {KithError} CONFLICT when the key was used for another request, or its first request is still running
 */
export async function answerOnce<Reply extends KeptReply | null>(
  ctx: Pick<ServiceContext, 'store' | 'clock' | 'vault'>,
  { key, requestHash }: OnceRequest,
  run: () => Promise<Reply>,
): Promise<{ readonly reply: Reply | KeptReply; readonly replayed: boolean }> {
  const { store, vault } = ctx
  const createdAt = ctx.clock()
  if (!takeKey(store, { key, requestHash, status: 0, body: '', createdAt })) {
    const kept = readKey(store, key)
    if (kept !== undefined && kept.requestHash !== requestHash) {
      throw new KithError('CONFLICT', 'this Idempotency-Key was used for another request', {
        field: 'Idempotency-Key',
        hint: 'Use a new key for a new request.',
      })
    }
    if (kept !== undefined && kept.status !== 0)
      return { reply: { status: kept.status, body: open(vault, kept.body) }, replayed: true }
    if (kept !== undefined && createdAt - kept.createdAt < ABANDONED_AFTER_MS) {
      throw new KithError('CONFLICT', 'the first request under this Idempotency-Key is still running', {
        field: 'Idempotency-Key',
        hint: 'Wait for its reply, or ask again in a moment.',
      })
    }
    releaseKey(store, key)
    return answerOnce(ctx, { key, requestHash }, run)
  }
  try {
    const reply = await run()
    if (reply === null || (reply.status >= 400 && reply.status < 500)) releaseKey(store, key)
    else keepReply(store, key, { status: reply.status, body: seal(vault, reply.body) })
    deleteKeysBefore(store, createdAt - KEPT_MS)
    return { reply, replayed: false }
  } catch (error) {
    releaseKey(store, key)
    throw error
  }
}

const seal = (vault: IdentifierVault, text: string): string => vault.encrypt(text).toString('base64')
const open = (vault: IdentifierVault, sealed: string): string => vault.decrypt(Buffer.from(sealed, 'base64'))
