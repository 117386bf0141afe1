import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { Button } from '../parts/button.tsx'
import { setQuery } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'

interface Shelf {
  readonly results: ReadonlyMap<string, ToolSuccess>
  readonly put: (name: string, result: ToolSuccess) => void
}

const ShelfContext = createContext<Shelf>({ results: new Map(), put: () => {} })

/** Holds the results that the present page shows, by a name that its address can carry (`?how=churn`). */
export function ResultShelf({ children }: { readonly children: ReactNode }) {
  const [results, setResults] = useState<ReadonlyMap<string, ToolSuccess>>(new Map())
  const shelf = useMemo<Shelf>(
    () => ({ results, put: (name, result) => setResults((before) => new Map(before).set(name, result)) }),
    [results],
  )
  return <ShelfContext value={shelf}>{children}</ShelfContext>
}

export const useShelvedResult = (name: string | null): ToolSuccess | null =>
  useContext(ShelfContext).results.get(name ?? '') ?? null

/** The button that opens "How was this computed?" for a result of this page. */
export function HowButton({ name, result }: { readonly name: string; readonly result: ToolSuccess }) {
  const { say } = useText()
  const { put } = useContext(ShelfContext)
  useEffect(() => put(name, result), [name, result])
  return <Button look="quiet" icon="how" bare={say('howComputed')} onClick={() => setQuery({ how: name }, false)} />
}
