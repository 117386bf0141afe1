import { useId, type ReactNode } from 'react'

/** A small card beside the main column. */
export function SidePart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="card p-4 text-sm">
      <h2 id={id} className="pb-2 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
