import { useCallback, useLayoutEffect, useRef } from 'react'

/** One and the same function for as long as the component lives; it does what `callback` does as last drawn. */
export function useStable<Given extends readonly unknown[]>(
  callback: (...given: Given) => void,
): (...given: Given) => void {
  const latest = useRef(callback)
  useLayoutEffect(() => {
    latest.current = callback
  })
  return useCallback((...given) => latest.current(...given), [])
}
