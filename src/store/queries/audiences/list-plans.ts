import type { Store } from '../../open.ts'

/** Win-back plans whose read-out has begun, newest first, at most ten. */
export const listReadOutPlans = ({ sqlite }: Store, until: number): string[] =>
  sqlite
    .prepare<[number], string>(
      `SELECT id FROM audiences WHERE json_extract(definition, '$.kind') = 'winback' AND created_at < ?
       ORDER BY created_at DESC LIMIT 10`,
    )
    .pluck()
    .all(until)
