import { useId, type ReactNode } from 'react'

export function Section({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="card min-w-0 p-5">
      <h2 id={id} className="title text-lg">
        {title}
      </h2>
      {hint !== undefined && <p className="mt-1 text-sm text-quiet">{hint}</p>}
      <div className="mt-4 flex flex-col gap-4 text-sm">{children}</div>
    </section>
  )
}
