const STORED = 'kith-theme'

/** Applies the theme picked last, else the system's. */
export function startTheme(): void {
  const stored = localStorage.getItem(STORED)
  document.documentElement.dataset['theme'] =
    stored ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

export function toggleTheme(): void {
  const next = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset['theme'] = next
  localStorage.setItem(STORED, next)
}
