import type { IntentModel } from '../intent/train-intents.ts'
import type { Reading } from './reading.ts'

/** Utterances that vote, and the share of their likeness that a value needs. */
const VOTERS = 5
const MAJORITY = 0.7
/** An example that the question repeats decides alone. */
const SAME = 0.995

/** Arguments that most of the nearest utterances of a tool imply, weighted by how near they are. */
export function impliedArguments(
  reading: Pick<Reading, 'features'>,
  tool: string,
  intents: IntentModel,
): Readonly<Record<string, unknown>> {
  const near = intents.neighbours(reading.features, tool, VOTERS)
  const best = near[0]?.similarity ?? 0
  const neighbours = best >= SAME ? near.filter(({ similarity }) => similarity >= SAME) : near
  const votes = new Map<string, { name: string; value: unknown; weight: number }>()
  let total = 0
  for (const { utterance, similarity } of neighbours) {
    // Nearer counts for much more: a near copy decides against four vague likenesses.
    const weight = best === 0 ? 0 : (similarity / best) ** 4
    total += weight
    for (const [name, value] of Object.entries(utterance.implied)) {
      const key = `${name}=${JSON.stringify(value)}`
      const vote = votes.get(key) ?? { name, value, weight: 0 }
      votes.set(key, { ...vote, weight: vote.weight + weight })
    }
  }
  const chosen = [...votes.values()].filter((vote) => vote.weight > MAJORITY * total)
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value]))
}
