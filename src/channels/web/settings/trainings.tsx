import { useEffect, useState } from 'react'
import { labelFor } from '../data/labels.ts'
import { ApiProblem, request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'

const EVERY_MS = 2000

/** What the page shows of a training, as `GET /v1/trainings` tells it. */
interface RunningTraining {
  readonly model: string
  /** 0..1 */
  readonly done: number
}

/** Models that are being trained, how far they are, and a way to stop them. */
export function Trainings() {
  const { say, language } = useText()
  const [round, setRound] = useState(0)
  const [failed, setFailed] = useState<ApiProblem | null>(null)
  const { data } = useResource(`trainings/${round}`, (signal) =>
    request<{ readonly trainings: readonly RunningTraining[] }>('/v1/trainings', { signal }),
  )
  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const stop = (model: string): void => {
    setFailed(null)
    request(`/v1/trainings/${encodeURIComponent(model)}`, { method: 'DELETE' })
      .then(() => setRound((before) => before + 1))
      .catch((error: unknown) => setFailed(ApiProblem.of(error)))
  }
  const trainings = data?.trainings ?? []
  return (
    <div>
      <p className="eyebrow pb-1">{say('trainings')}</p>
      {trainings.length === 0 && <p className="text-quiet">{say('noTrainings')}</p>}
      <ul className="flex flex-col gap-2">
        {trainings.map(({ model, done }) => (
          <li key={model} className="flex flex-wrap items-center gap-3">
            <span>{labelFor(model, language)}</span>
            <progress className="h-2 w-40 accent-accent" aria-label={labelFor(model, language)} value={done} max={1} />
            <span className="tabular text-quiet">{Math.round(100 * done)} %</span>
            <Button
              icon="stop"
              aria-label={say('stopTraining', { model: labelFor(model, language) })}
              onClick={() => stop(model)}
            >
              {say('stop')}
            </Button>
          </li>
        ))}
      </ul>
      {failed !== null && (
        <p role="alert" className="text-bad">
          {failed.message}
        </p>
      )}
    </div>
  )
}
