import type { ReactNode } from 'react'

/** One figure with its name above and what it rests on below. */
export function Figure({
  label,
  children,
  note,
}: {
  readonly label: string
  readonly children: ReactNode
  readonly note?: ReactNode
}) {
  return (
    <div className="min-w-0">
      <p className="eyebrow first-letter:uppercase">{label}</p>
      <p className="title tabular text-xl [overflow-wrap:normal] sm:text-2xl">{children}</p>
      {note !== undefined && <p className="text-xs text-quiet">{note}</p>}
    </div>
  )
}
