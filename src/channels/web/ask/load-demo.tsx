import { useEffect, useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useMay, useOverview } from '../data/use-overview.ts'
import { Button } from '../parts/button.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { followImport, stopImport, type ImportProgress } from '../shop-data/import-file.ts'
import { useText } from '../text/use-text.ts'

/** Loads the demo shop with one click. Its job is in the address, so that a reload goes on showing it. */
export function LoadDemo() {
  const { say, count } = useText()
  const { refresh } = useOverview()
  const may = useMay('import')
  const job = useAddress().query.get('demo')
  const [progress, setProgress] = useState<ImportProgress | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const fail = (error: unknown): void => {
    setQuery({ demo: null })
    if (error instanceof ApiProblem && error.code === 'CANCELLED') return
    setProblem(ApiProblem.of(error))
  }
  useEffect(() => {
    if (job === null) return undefined
    const leave = new AbortController()
    followImport(job, setProgress, leave.signal)
      .then(() => {
        setQuery({ demo: null })
        refresh()
      })
      .catch((error: unknown) => {
        if (!leave.signal.aborted) fail(error)
      })
    return () => leave.abort()
  }, [job])
  const start = (): void => {
    setProblem(null)
    request<{ readonly id: string }>('/v1/imports/demo', { method: 'POST' })
      .then(({ id }) => setQuery({ demo: id }))
      .catch(fail)
  }

  if (job === null)
    return (
      <>
        {problem !== null && (
          <p role="alert" className="text-bad">
            {problem.sentences}
          </p>
        )}
        <div className="mt-auto pt-1">
          <Button look="primary" disabled={!may} onClick={start}>
            {say('loadDemo')}
          </Button>
        </div>
      </>
    )
  const share = progress?.share ?? 0
  return (
    <div className="mt-auto flex flex-col gap-2 pt-1">
      <p role="status" className="tabular text-quiet">
        {progress === null || progress.rows === 0
          ? say('makingDemo')
          : share > 0.87
            ? say('computingDemo')
            : say('rowsSoFar', { rows: count(progress.rows) })}
      </p>
      <progress className="h-2 w-full accent-accent" aria-label={say('wayDemo')} value={share} max={1} />
      <div>
        <Button look="quiet" icon="stop" onClick={() => void stopImport(job).catch(fail)}>
          {say('stop')}
        </Button>
      </div>
    </div>
  )
}
