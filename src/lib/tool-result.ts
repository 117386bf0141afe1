import type { KithErrorCode } from './errors.ts'

/** What a figure counts or measures. Money units are ISO 4217 codes; a ratio is 0..1 unless the label says otherwise. */
export type Unit = string

/** One figure that an answer may state: `{{r7.at_risk}}` in a text refers to fact `at_risk` of result `r7`. */
export interface Fact {
  /** snake_case, unique within its result. */
  readonly id: string
  readonly label: string
  /** Full precision; money in major units, shares as 0..1. Text (a name, a date, an id) when unit is 'text', 'date' or 'id'. */
  readonly value: number | string | null
  readonly unit: Unit
  /** Rows or customers that the figure rests on. */
  readonly n?: number
  readonly interval?: readonly [number, number]
}

export interface TableColumn {
  readonly key: string
  readonly label: string
  readonly unit: Unit
}

export type Cell = string | number | boolean | null

export interface ResultTable {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly Readonly<Record<string, Cell>>[]
  /** Rows that exist; `rows` may hold fewer. */
  readonly total_rows: number
}

/** A picture of the table beside it: keys of its columns, never numbers of its own. */
export interface ResultChart {
  readonly type: 'bar' | 'line' | 'area' | 'scatter' | 'heatmap' | 'funnel' | 'pie'
  readonly x: string
  readonly y: readonly string[]
  /** A column that tells lists of one table apart: each of its values is drawn in a colour of its own, named in the legend. */
  readonly by?: string
  /** Values of `x` for stretches of time that the facts do not cover whole: they are drawn apart. */
  readonly partial?: readonly string[]
}

export interface Evidence {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
  /** ISO instant up to which facts were visible. */
  readonly as_of: string
  /** The dates that were taken, half-open, with the words that asked for them. */
  readonly period: { readonly from: string; readonly to: string; readonly name: string } | null
  readonly population: string
  readonly rows_used: number
  readonly rows_left_out: Readonly<Record<string, number>>
  readonly definition: readonly string[]
  readonly method: string
  readonly model: { readonly id: string; readonly trained_as_of: string; readonly report_card: unknown } | null
  readonly sql: readonly string[]
  readonly elapsed_ms: number
}

/** Data is too thin for the method: what failed, what is there instead, and when that should change. */
export interface Gate {
  readonly failed: string
  readonly have: number
  readonly need: number
  readonly pooled_estimate: {
    readonly value: number
    readonly unit: Unit
    readonly interval: readonly [number, number]
  } | null
  readonly opens_on: string | null
}

export interface ToolSuccess<Data = unknown> {
  readonly ok: true
  readonly result_id: string
  readonly data: Data
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
  readonly evidence: Evidence
  readonly gate: Gate | null
  readonly warnings: readonly string[]
  readonly suggestions: readonly string[]
}

export interface ToolFailure {
  readonly ok: false
  readonly error: {
    readonly code: KithErrorCode
    readonly message: string
    readonly field: string | null
    readonly hint: string | null
    /** What a caller may build on beside the words: reason_code, first_day, last_day, ... */
    readonly details: Readonly<Record<string, unknown>>
  }
}

/** The same over CLI, HTTP, MCP and inside the agent. */
export type ToolResult<Data = unknown> = ToolSuccess<Data> | ToolFailure
