import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { insertKey } from '../../store/queries/keys/keys.ts'
import type { Role } from '../access/actor.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'

export interface CreatedKey {
  readonly id: string
  /** Shown this once; only its SHA-256 is kept. */
  readonly token: string
  readonly role: Role
  readonly name: string
  /** One-time token that signs a browser in with the same role, good for fifteen minutes. */
  readonly signInToken: string
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

const SIGN_IN_LIFETIME_MS = 15 * 60_000

/** Makes an API key for a role and a one-time sign-in for the page. */
export function createKey({ ctx, input }: { ctx: ServiceContext; input: { name: string; role: Role } }): CreatedKey {
  authorise(ctx, 'manage')
  const now = ctx.clock()
  const token = `kith_${randomBytes(24).toString('base64url')}`
  const signInToken = `kith_link_${randomBytes(24).toString('base64url')}`
  const id = `K-${randomUUID()}`
  const shared = { name: input.name, role: input.role, createdAt: now }
  insertKey(ctx.store, { ...shared, id, kind: 'key', tokenHash: hashToken(token), hint: `${token.slice(0, 9)}…` })
  insertKey(ctx.store, {
    ...shared,
    id: `L-${randomUUID()}`,
    kind: 'link',
    tokenHash: hashToken(signInToken),
    hint: id,
    expiresAt: now + SIGN_IN_LIFETIME_MS,
  })
  recordAudit(ctx, { action: 'create_key', subject: id, details: { role: input.role } })
  return { id, token, role: input.role, name: input.name, signInToken }
}
