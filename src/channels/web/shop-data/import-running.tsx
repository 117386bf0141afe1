import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'
import type { ImportProgress } from './import-file.ts'

/** How far an import is; it goes on in the background whatever page one looks at. */
export function ImportRunning({
  dry,
  progress,
  onStop,
}: {
  readonly dry: boolean
  readonly progress: ImportProgress | null
  readonly onStop: () => void
}) {
  const { say, count } = useText()
  const share = progress?.share ?? null
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p role="status" className="font-medium">
        {dry ? say('trying') : say('importing')}
        {progress !== null && (
          <span className="tabular font-normal text-quiet"> {say('rowsSoFar', { rows: count(progress.rows) })}</span>
        )}
      </p>
      <progress
        className="h-2 w-full accent-accent"
        aria-label={dry ? say('trying') : say('importing')}
        {...(share === null ? {} : { value: share, max: 1 })}
      />
      <p className="text-quiet">
        {progress?.remainingSeconds != null && say('remaining', { seconds: Math.ceil(progress.remainingSeconds) })}{' '}
        {!dry && say('goesOn')}
      </p>
      <div>
        <Button icon="stop" onClick={onStop}>
          {say('stop')}
        </Button>
      </div>
    </div>
  )
}
