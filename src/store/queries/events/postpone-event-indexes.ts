import type { Store } from '../../open.ts'
import { readSettingValue, writeSettingValue } from '../settings/settings.ts'
import { dropIndexes, readIndexes } from './indexes.ts'

/** A store with fewer events than this does without their indexes while more come in. */
const FEW_EVENTS = 10_000
const NOTE = 'postponed_event_indexes'

/**
 * Takes the indexes off a table of events that is all but empty, so that a first import need not find a place in each of
 * them for every event. What was taken is noted in the store in the same transaction: a command that is broken off leaves
 * the note, and the next import or refresh makes the indexes.
 */
export function postponeEventIndexes(store: Store, now: number): void {
  const { sqlite } = store
  sqlite
    .transaction(() => {
      const indexes = readIndexes(sqlite, 'events')
      const stored = sqlite.prepare(`SELECT 1 FROM events LIMIT 1 OFFSET ${FEW_EVENTS}`).get() !== undefined
      if (stored || indexes.length === 0) return
      writeSettingValue(store, NOTE, JSON.stringify(indexes.map(({ sql }) => sql)), now)
      dropIndexes(sqlite, indexes)
    })
    .immediate()
}

/** Makes the indexes that were postponed, when any were. */
export function makePostponedEventIndexes(store: Store): void {
  if (readSettingValue(store, NOTE) === undefined) return
  const { sqlite } = store
  sqlite
    .transaction(() => {
      const statements: unknown = JSON.parse(readSettingValue(store, NOTE) ?? '[]')
      if (Array.isArray(statements))
        for (const sql of statements) sqlite.exec(String(sql).replace('CREATE INDEX', 'CREATE INDEX IF NOT EXISTS'))
      sqlite.prepare('DELETE FROM settings WHERE key = ?').run(NOTE)
    })
    .immediate()
}
