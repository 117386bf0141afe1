import { useSyncExternalStore } from 'react'

/** Everything that a page shows can be reached by its address: path and query are the only state of navigation. */
export interface PageAddress {
  readonly path: string
  readonly query: URLSearchParams
}

const CHANGED = 'kith-navigate'

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('popstate', listener)
  addEventListener(CHANGED, listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener(CHANGED, listener)
  }
}

/** Goes to an address of the page; `replace` leaves no step to go back to. */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return
  const isOtherPage = new URL(to, location.href).pathname !== location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  dispatchEvent(new Event(CHANGED))
  if (isOtherPage && !replace) scrollTo(0, 0)
}

const snapshot = (): string => location.pathname + location.search

export function useAddress(): PageAddress {
  const current = useSyncExternalStore(subscribe, snapshot)
  const url = new URL(current, location.origin)
  return { path: url.pathname, query: url.searchParams }
}

/** Changes some parameters of the present address; null takes one away. */
export function setQuery(change: Readonly<Record<string, string | null>>, replace = true): void {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  navigate(location.pathname + (text === '' ? '' : `?${text}`), { replace })
}
