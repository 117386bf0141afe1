import type { Store } from '../../open.ts'

/** The note that events came whose visits are not cut yet. */
export interface SessionsDue {
  isNoted(): boolean
  note(): void
  settle(): void
}

export function sessionsDue({ sqlite }: Store): SessionsDue {
  const find = sqlite.prepare("SELECT 1 FROM watermarks WHERE name = 'sessions_due'")
  const note = sqlite.prepare(
    "INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('sessions_due', 0, 0) ON CONFLICT (name) DO NOTHING",
  )
  const settle = sqlite.prepare("DELETE FROM watermarks WHERE name = 'sessions_due'")
  return {
    isNoted: () => find.get() !== undefined,
    note: () => void note.run(),
    settle: () => void settle.run(),
  }
}
