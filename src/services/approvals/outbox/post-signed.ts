import type { ServiceContext } from '../../context.ts'
import { signFile } from './sign-file.ts'

export const PATIENCE_MS = 10_000

export interface SignedPost {
  readonly url: string
  readonly content: Buffer
  /** How a receiver takes each of them once. */
  readonly idempotencyKey: string
  /** What it is, for the receiver to tell kinds apart before it reads the body. */
  readonly action: string
}

/** What went wrong; null when the receiver took it. Redirects are not followed: it goes where the shop said. */
export async function postSigned(ctx: ServiceContext, post: SignedPost): Promise<string | null> {
  const { url, content, idempotencyKey, action } = post
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(PATIENCE_MS)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': idempotencyKey,
        'x-kith-action': action,
        'x-kith-signature': signFile(ctx.vault, content),
      },
      body: new Uint8Array(content),
    })
    await response.body?.cancel()
    return response.ok ? null : String(response.status)
  } catch (error) {
    ctx.log.warn({ err: error, post: idempotencyKey }, 'a webhook could not be reached')
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no connection'
  }
}
