import type { LearntTerm } from '../../../compute/text/aspects/grow-aspects.ts'
import type { LearntTopic } from '../../../compute/text/topics/name-topics.ts'
import type { PackedReadings } from './pack-readings.ts'
import type { PackedPolarity } from './polarity.ts'

/** What the model of reviews keeps: how the shop's ratings speak, and topics that its customers brought up themselves. */
export interface ReviewParameters {
  /** Null where the words of the lexicon judge better than what was learnt. */
  readonly polarity: PackedPolarity | null
  readonly topics: readonly LearntTopic[]
  /** Words that these reviews tie to a listed aspect. */
  readonly terms: readonly LearntTerm[]
  /** Every review that was there, as it was read with the above: questions need not read them again. */
  readonly readings: PackedReadings
}
