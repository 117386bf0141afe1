import { deleteKeys, readReplies } from '../../store/queries/idempotency/idempotency-keys.ts'
import type { ServiceContext } from '../context.ts'

/**
 * Drops kept replies in which one of the words stands, such as a person's id, name and e-mail: they are sealed, so each is
 * opened and read.
 *
 * @returns how many were dropped
 */
export function forgetRepliesAbout(ctx: Pick<ServiceContext, 'store' | 'vault'>, words: readonly string[]): number {
  const keys = readReplies(ctx.store).flatMap(({ key, body }) => {
    const text = ctx.vault.decrypt(Buffer.from(body, 'base64'))
    return words.some((word) => text.includes(word)) ? [key] : []
  })
  deleteKeys(ctx.store, keys)
  return keys.length
}
