import type { Store } from '../../open.ts'

/** Does work that fails at once, with SQLITE_BUSY, where it would otherwise wait for another connection. */
export function withoutWaiting<Result>({ sqlite }: Store, work: () => Result): Result {
  const timeout = sqlite.pragma('busy_timeout', { simple: true })
  sqlite.pragma('busy_timeout = 0')
  try {
    return work()
  } finally {
    sqlite.pragma(`busy_timeout = ${String(timeout)}`)
  }
}
