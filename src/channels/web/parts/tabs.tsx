import { useId, type KeyboardEvent, type ReactNode } from 'react'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly label: string
}

export interface TabsProps<Name extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Name>[]
  readonly picked: Name
  readonly onPick: (name: Name) => void
  readonly children: ReactNode
}

/** Tabs by the keyboard rules of WAI-ARIA: arrows move between them, Tab goes on to what they show. */
export function Tabs<Name extends string>({ label, tabs, picked, onPick, children }: TabsProps<Name>) {
  const id = useId()
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const at = tabs.findIndex(({ name }) => name === picked)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (next === undefined) return
    onPick(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="mb-4 flex overflow-x-auto border-b border-line"
      >
        {tabs.map(({ name, label: words }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === picked}
            aria-controls={`${id}-panel`}
            tabIndex={name === picked ? 0 : -1}
            onClick={() => onPick(name)}
            className={`-mb-px border-b-2 px-3 py-1.5 text-sm whitespace-nowrap ${name === picked ? 'border-accent font-medium text-accent' : 'border-transparent text-quiet hover:text-ink'}`}
          >
            {words}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${picked}`} tabIndex={0}>
        {children}
      </div>
    </>
  )
}
