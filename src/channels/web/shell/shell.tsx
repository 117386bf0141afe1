import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { Drawer } from '../drawer/drawer.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Header } from './header.tsx'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'

/** What stands around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { say } = useText()
  const [open, setOpen] = useState<'menu' | 'palette' | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen((before) => (before === 'palette' ? null : 'palette'))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const { path } = useAddress()
  const shown = useRef(path)
  useEffect(() => {
    if (path === shown.current) return undefined
    shown.current = path
    // What had the focus went with its page: whoever has no mouse goes on at the top of the new one.
    const frame = requestAnimationFrame(() => {
      const focused = document.activeElement
      if (focused === document.body || focused?.checkVisibility() === false)
        document.getElementById('main')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [path])
  return (
    <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-20 rounded-md bg-panel p-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {say('skip')}
      </a>
      <aside className="no-print hidden border-e border-line bg-sunken/60 lg:block">
        <div className="sticky top-0 h-dvh">
          <Rail />
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <Header onMenu={() => setOpen('menu')} onPalette={() => setOpen('palette')} />
        <main id="main" tabIndex={-1} className="flex flex-1 flex-col px-4 py-6 outline-none sm:px-8">
          {children}
        </main>
      </div>
      {open === 'menu' && (
        <Dialog title={say('menu')} place="left" onClose={() => setOpen(null)}>
          <div className="-mx-5 -my-4 h-[calc(100%+2rem)]">
            <Rail onFollow={() => setOpen(null)} />
          </div>
        </Dialog>
      )}
      {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
      <Drawer />
    </div>
  )
}
