export type AttributeValue = string | number | boolean
export type Attributes = Readonly<Record<string, AttributeValue>>

/** One thing that the agent does and that takes time: a turn, a call of a model, a call of a tool. */
export interface Operation {
  /** What it is called where it is shown, such as `chat kith-embedded-planner`. */
  readonly name: string
  readonly attributes: Attributes
}

/** An operation that is over. */
export interface FinishedOperation extends Operation {
  readonly seconds: number
  /** Stable word for what went wrong; null when nothing did. */
  readonly error: string | null
}

/** Watches operations. What was said, asked or answered is never among the attributes. */
export interface Telemetry {
  /** Does the work as one operation, a part of the one that it is called in; `note` adds what is known at its end. */
  run<Result>(operation: Operation, work: (note: (attributes: Attributes) => void) => Promise<Result>): Promise<Result>
}

/** Where nobody watches. */
export const unwatched: Telemetry = { run: (_operation, work) => work(() => {}) }
