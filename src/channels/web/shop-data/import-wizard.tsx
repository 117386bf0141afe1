import { useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../data/api.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { DropZone } from './drop-zone.tsx'
import {
  detectFile,
  followImport,
  startImport,
  stopImport,
  type DetectedFile,
  type FinishedImport,
  type ImportChoices,
  type ImportProgress,
} from './import-file.ts'
import { ImportRunning } from './import-running.tsx'
import { ImportTried, ImportDone } from './import-results.tsx'
import { MapColumns } from './map-columns.tsx'

type Stage =
  | { readonly at: 'drop' }
  | { readonly at: 'detecting' }
  | { readonly at: 'map'; readonly detected: DetectedFile }
  | { readonly at: 'running'; readonly dry: boolean; readonly id: string; readonly progress: ImportProgress | null }
  | { readonly at: 'tried'; readonly finished: FinishedImport }
  | { readonly at: 'done'; readonly finished: FinishedImport }
  | { readonly at: 'failed'; readonly problem: ApiProblem }

const STEPS = ['stepFile', 'stepMap', 'stepTry', 'stepImport'] as const
const STEP_OF: Readonly<Record<Stage['at'], number>> = {
  drop: 0,
  detecting: 0,
  failed: 0,
  map: 1,
  running: 2,
  tried: 2,
  done: 3,
}

/**
 * Four steps from a file to facts: what it is, how its columns are read (with samples), a dry run that shows what would be
 * set aside and why, and the import. The address holds the import under way, so that a page opened anew goes on showing it.
 */
export function ImportWizard({ onImported }: { readonly onImported: () => void }) {
  const { say } = useText()
  const running = useAddress().query.get('job')
  const [stage, setStage] = useState<Stage>({ at: 'drop' })
  const [choices, setChoices] = useState<ImportChoices>({})
  const file = useRef<File | null>(null)
  const stop = useRef(new AbortController())

  const fail = (error: unknown): void => {
    if (stop.current.signal.aborted) return
    const problem = ApiProblem.of(error)
    setStage({ at: 'failed', problem })
  }
  const follow = async (id: string, dry: boolean): Promise<void> => {
    setStage({ at: 'running', dry, id, progress: null })
    try {
      const finished = await followImport(
        id,
        (progress) => setStage({ at: 'running', dry, id, progress }),
        stop.current.signal,
      )
      setStage({ at: dry ? 'tried' : 'done', finished })
      if (!dry) onImported()
    } catch (error) {
      fail(error)
    }
    if (!dry) setQuery({ job: null })
  }
  useEffect(() => {
    stop.current = new AbortController()
    if (running !== null && stage.at === 'drop') void follow(running, false)
    return () => stop.current.abort()
  }, [])

  const detect = async (picked: File, next: ImportChoices): Promise<void> => {
    file.current = picked
    setChoices(next)
    setStage({ at: 'detecting' })
    try {
      const detected = await detectFile(picked, next)
      setStage({ at: 'map', detected })
    } catch (error) {
      fail(error)
    }
  }
  const run = async (dry: boolean, next: ImportChoices): Promise<void> => {
    if (file.current === null) return
    setChoices(next)
    try {
      const id = await startImport(file.current, next, dry)
      if (!dry) setQuery({ job: id })
      await follow(id, dry)
    } catch (error) {
      fail(error)
    }
  }
  const restart = (): void => setStage({ at: 'drop' })
  const step = stage.at === 'running' && !stage.dry ? 3 : STEP_OF[stage.at]
  return (
    <section aria-label={say('importFile')} className="card">
      <ol className="flex flex-wrap gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 text-sm">
        {STEPS.map((name, at) => (
          <li
            key={name}
            aria-current={at === step ? 'step' : undefined}
            className={at === step ? 'font-medium text-accent' : 'text-quiet'}
          >
            {at + 1}. {say(name)}
          </li>
        ))}
      </ol>
      <div className="p-4">
        {stage.at === 'drop' && <DropZone onPick={(picked) => void detect(picked, {})} />}
        {stage.at === 'detecting' && <Loading waited={200} />}
        {stage.at === 'map' && (
          <MapColumns
            detected={stage.detected}
            onKind={(kind) => file.current !== null && void detect(file.current, { kind })}
            onBack={restart}
            onTry={(mapping) => void run(true, { kind: stage.detected.kind, ...(mapping === null ? {} : { mapping }) })}
          />
        )}
        {stage.at === 'running' && (
          <ImportRunning dry={stage.dry} progress={stage.progress} onStop={() => void stopImport(stage.id)} />
        )}
        {stage.at === 'tried' && (
          <ImportTried finished={stage.finished} onBack={restart} onImport={() => void run(false, choices)} />
        )}
        {stage.at === 'done' && <ImportDone finished={stage.finished} onNext={restart} />}
        {stage.at === 'failed' && <Failure problem={stage.problem} onRetry={restart} retryWords={say('otherFile')} />}
      </div>
    </section>
  )
}
