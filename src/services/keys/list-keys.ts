import { listKeyRows } from '../../store/queries/keys/keys.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/** The keys of this shop without their secrets. */
export function listKeys({ ctx }: { ctx: ServiceContext }) {
  authorise(ctx, 'manage')
  return listKeyRows(ctx.store).map(({ id, kind, hint, name, role, createdAt, lastUsedAt, revokedAt }) => ({
    id,
    kind,
    hint,
    name,
    role,
    created_at: createdAt,
    last_used_at: lastUsedAt,
    revoked_at: revokedAt,
  }))
}
