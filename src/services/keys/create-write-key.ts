import { randomBytes, randomUUID } from 'node:crypto'
import { insertKey } from '../../store/queries/keys/keys.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { hashToken } from './create-key.ts'

export interface CreatedWriteKey {
  readonly id: string
  /** Shown this once; only its SHA-256 is kept. */
  readonly token: string
  readonly name: string
}

/**
 * Makes a key that sends events and can do nothing else. Web pages carry such keys where everyone can read them, so it
 * signs nobody in, reads nothing, and does not count among the keys that end the local admin's free access.
 */
export function createWriteKey({ ctx, input }: { ctx: ServiceContext; input: { name: string } }): CreatedWriteKey {
  authorise(ctx, 'manage')
  const token = `kith_write_${randomBytes(24).toString('base64url')}`
  const id = `W-${randomUUID()}`
  insertKey(ctx.store, {
    id,
    kind: 'write',
    tokenHash: hashToken(token),
    hint: `${token.slice(0, 15)}…`,
    name: input.name,
    role: 'writer',
    createdAt: ctx.clock(),
  })
  recordAudit(ctx, { action: 'create_key', subject: id, details: { role: 'writer' } })
  return { id, token, name: input.name }
}
