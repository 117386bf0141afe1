import { useEffect, useState } from 'react'
import { request } from '../data/api.ts'

export interface ThreadSummary {
  readonly thread_id: string
  readonly title: string
  readonly updated_at: string
}

const CHANGED = 'kith-threads'

/** Says that a conversation was begun or went on, for everything that lists them. */
export const threadsChanged = (): boolean => dispatchEvent(new Event(CHANGED))

/** The reader's own conversations, latest first. */
export function useThreads(): readonly ThreadSummary[] {
  const [threads, setThreads] = useState<readonly ThreadSummary[]>([])
  useEffect(() => {
    const load = (): void => {
      request<{ threads: readonly ThreadSummary[] }>('/v1/threads')
        .then((body) => setThreads(body.threads))
        // A list of what was asked before is a convenience: without it everything else still works.
        .catch(() => setThreads([]))
    }
    load()
    addEventListener(CHANGED, load)
    return () => removeEventListener(CHANGED, load)
  }, [])
  return threads
}
