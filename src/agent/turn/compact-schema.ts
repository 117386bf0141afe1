import { z } from 'zod'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import { filtersSchema } from '../../../tools/filters-schema.ts'
import { periodSchema } from '../../../tools/period-schema.ts'

export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly description?: string
}

/** Choices in a list that is worth leaving out the second time. */
const LONG = 6

const known = new WeakMap<ToolDefinition, JsonSchema>()

/**
 * The arguments of a tool as a model is told them: names, kinds and choices. Limits and patterns are checked where every
 * call is, and what `filters`, `period` and `as_of` take stands once in the system prompt. Made once per tool.
 */
export function compactSchema(tool: ToolDefinition): JsonSchema {
  const made =
    known.get(tool) ??
    compact(z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema, new Set())
  known.set(tool, made)
  return made
}

/** Descriptions that the system prompt gives once for all tools. */
const SAID_ONCE: ReadonlySet<string | undefined> = new Set([filtersSchema.description, periodSchema.description])

/** @param listed - choices that this tool has listed already, as JSON: a second list of the same would tell nothing new */
function compact(schema: JsonSchema, listed: Set<string>): JsonSchema {
  const { description } = schema
  const said = description === undefined || SAID_ONCE.has(description) ? {} : { description }
  return { ...shapeOf(schema, listed), ...said }
}

function shapeOf(schema: JsonSchema, listed: Set<string>): JsonSchema {
  if (schema.anyOf !== undefined) return eitherOf(schema.anyOf, listed)
  if (schema.enum !== undefined) {
    const choices = JSON.stringify(schema.enum)
    if (schema.enum.length > LONG && listed.has(choices)) return { type: 'string' }
    listed.add(choices)
    return { enum: schema.enum }
  }
  const { type, properties, items, required } = schema
  if (items !== undefined) {
    // Filters, whose fields stand in the system prompt.
    const isFilter = items.properties?.['op'] !== undefined
    return { type: 'array', items: isFilter ? { type: 'object' } : compact(items, listed) }
  }
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([name, inner]) => [name, compact(inner, listed)] as const)
    return {
      type: 'object',
      properties: Object.fromEntries(entries),
      ...(required === undefined || required.length === 0 ? {} : { required }),
    }
  }
  return type === undefined ? {} : { type }
}

function eitherOf(choices: readonly JsonSchema[], listed: Set<string>): JsonSchema {
  // A period: its two forms stand in the system prompt.
  if (choices.some(({ properties }) => properties?.['from'] !== undefined && properties['to'] !== undefined)) {
    return { type: ['string', 'object'] }
  }
  const shapes = choices.map((choice) => compact(choice, listed))
  const types = shapes.map(({ type }) => type)
  const areScalars =
    shapes.every((shape) => Object.keys(shape).length === 1) && types.every((type) => type !== undefined)
  return areScalars && !types.includes('array') ? { type: [...new Set(types.flat())] as string[] } : { anyOf: shapes }
}
