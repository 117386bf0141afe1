const AT_THE_LATEST_MS = 300

/** Does something once the browser has nothing more urgent to do; gives back how to call it off. */
export function whenIdle(work: () => void): () => void {
  // Safari knows no idle time.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(work, { timeout: AT_THE_LATEST_MS })
  return () => cancelIdleCallback(id)
}
