import { useSyncExternalStore } from 'react'

const STORED = 'kith-theme'
const CHANGED = 'kith-theme'
type Theme = 'light' | 'dark'

/** Applies the theme picked last, else the system's. */
export function startTheme(): void {
  const stored = localStorage.getItem(STORED)
  const system = matchMedia('(prefers-color-scheme: dark)')
  document.documentElement.dataset['theme'] = stored ?? (system.matches ? 'dark' : 'light')
  system.addEventListener('change', ({ matches }) => {
    if (localStorage.getItem(STORED) === null) apply(matches ? 'dark' : 'light')
  })
}

export function toggleTheme(): void {
  const next = themeNow() === 'dark' ? 'light' : 'dark'
  localStorage.setItem(STORED, next)
  apply(next)
}

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  dispatchEvent(new Event(CHANGED))
}

const themeNow = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light')

const subscribe = (listener: () => void): (() => void) => {
  addEventListener(CHANGED, listener)
  return () => removeEventListener(CHANGED, listener)
}

/** The present theme, for drawings that take their colours once. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, themeNow)
