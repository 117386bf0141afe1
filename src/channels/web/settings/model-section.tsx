import { useOverview } from '../data/use-overview.ts'
import { Code } from '../drawer/code.tsx'
import { Chip } from '../parts/chip.tsx'
import { useText } from '../text/use-text.ts'
import { Section } from './section.tsx'
import { Trainings } from './trainings.tsx'

/** Which model answers, what works without one, how to name one, and what Kith itself is learning now. */
export function ModelSection() {
  const { say } = useText()
  const { overview } = useOverview()
  const mayTrain = overview?.may.includes('import') === true
  const embedded = overview?.model.provider === 'embedded'
  return (
    <Section title={say('section_model')} hint={say('modelHint')}>
      <p className="flex flex-wrap items-center gap-2">
        <Chip tone="accent">{embedded ? say('modelEmbedded') : overview?.model.name}</Chip>
        {embedded && <span className="text-quiet">{say('modelNote')}</span>}
      </p>
      <div>
        <p className="eyebrow pb-1">{say('modelHow')}</p>
        <Code
          text={`OPENAI_API_KEY=...\n# ${say('modelOther')}\nOPENAI_BASE_URL=http://localhost:11434/v1\nKITH_MODEL=...`}
        />
        <p className="pt-2 text-quiet">{say('modelPrivacy')}</p>
      </div>
      {mayTrain && <Trainings />}
    </Section>
  )
}
