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

/** The newest win-back plan as of a day, one whose window has begun before one that was only just drawn up; undefined without any. */
export const latestWinbackPlan = ({ sqlite }: Store, asOfDay: number): string | undefined =>
  sqlite
    .prepare<{ day: number }, string>(
      `SELECT id FROM audiences
       WHERE json_extract(definition, '$.kind') = 'winback' AND json_extract(definition, '$.as_of_day') <= :day
       ORDER BY json_extract(definition, '$.as_of_day') < :day DESC, json_extract(definition, '$.as_of_day') DESC,
         created_at DESC, id LIMIT 1`,
    )
    .pluck()
    .get({ day: asOfDay })
