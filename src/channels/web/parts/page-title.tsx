import type { ReactNode } from 'react'

/** The heading of a page, with one line that says what it is for and what may be done. */
export function PageTitle({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: string
  readonly children?: ReactNode
}) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-5">
      <div className="max-w-2xl">
        <h1 className="title text-[1.7rem]">{title}</h1>
        {hint !== undefined && <p className="mt-1 text-quiet">{hint}</p>}
      </div>
      {children !== undefined && <div className="flex flex-wrap gap-2">{children}</div>}
    </header>
  )
}
