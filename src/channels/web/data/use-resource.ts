import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from './api.ts'

/** What a panel knows of what it shows. Data of before stay while newer ones are fetched: they are then `stale`. */
export interface Resource<Data> {
  readonly data: Data | null
  readonly problem: ApiProblem | null
  readonly loading: boolean
  /** ms since the fetch began, coarse: 0, then 200, 2000 and 10000 as they pass. */
  readonly waited: number
  readonly reload: () => void
}

const MARKS_MS = [200, 2000, 10_000]

/**
 * Fetches something whenever `key` changes; null fetches nothing. A fetch that was overtaken is stopped.
 *
 * @param key - names what is fetched; the same key is not fetched twice
 */
export function useResource<Data>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Data>,
): Resource<Data> {
  const [state, setState] = useState<{ data: Data | null; problem: ApiProblem | null; loading: boolean }>({
    data: null,
    problem: null,
    loading: key !== null,
  })
  const [waited, setWaited] = useState(0)
  const [round, setRound] = useState(0)
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    if (key === null) {
      setState({ data: null, problem: null, loading: false })
      return undefined
    }
    const stop = new AbortController()
    setWaited(0)
    setState((before) => ({ ...before, problem: null, loading: true }))
    const timers = MARKS_MS.map((mark) => setTimeout(() => setWaited(mark), mark))
    latest
      .current(stop.signal)
      .then((data) => {
        if (!stop.signal.aborted) setState({ data, problem: null, loading: false })
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return
        const problem =
          ApiProblem.of(error)
        setState({ data: null, problem, loading: false })
      })
      .finally(() => timers.forEach(clearTimeout))
    return () => {
      stop.abort()
      timers.forEach(clearTimeout)
    }
  }, [key, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  return { ...state, waited, reload }
}
