import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { Failure, Loading, Notice } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'

interface Memory {
  readonly id: string
  readonly words: string
  readonly asked_on: string
}

/** What the reader asked to be kept in mind, each with a way to drop it. */
export function MemorySection() {
  const { say, day } = useText()
  const memory = useResource<{ readonly memories: readonly Memory[] }>('memory', (signal) =>
    request('/v1/memory', { signal }),
  )
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const forget = (id: string): void => {
    setProblem(null)
    request(`/v1/memory/${id}`, { method: 'DELETE' })
      .then(memory.reload)
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  const shown = problem ?? memory.problem
  return (
    <Section title={say('section_memory')} hint={say('memoryHint')}>
      {shown !== null ? (
        <Failure
          problem={shown}
          onRetry={() => {
            setProblem(null)
            memory.reload()
          }}
        />
      ) : memory.data === null ? (
        <Loading waited={memory.waited} />
      ) : memory.data.memories.length === 0 ? (
        <Notice icon="ask" title={say('noMemory')} />
      ) : (
        <ul className="divide-y divide-line">
          {memory.data.memories.map(({ id, words, asked_on: askedOn }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <div className="min-w-0 flex-1">
                <p className="font-medium wrap-anywhere">{words}</p>
                <p className="text-xs text-quiet">{say('askedOn', { when: day(askedOn) })}</p>
              </div>
              <Button look="danger" onClick={() => forget(id)}>
                {say('forget')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
