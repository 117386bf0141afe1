import { estimateTokens } from '../../llm/estimate-tokens.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import { compactSchema } from './compact-schema.ts'

export interface VisibleToolsOptions {
  /** Tools that fit the question, best first: at most as many as may be visible in one turn. */
  readonly shortlist: readonly ToolDefinition[]
  readonly all: readonly ToolDefinition[]
  /** Names of tools that fit some words, best first. */
  readonly find: (about: string) => readonly string[]
  /** Tokens that the declared tools may take together; the best one is always declared. */
  readonly tokens: number
  readonly most: number
}

/** Which tools a model sees: the best few whole, the others of the shortlist by name, any other one when it asks. */
export interface VisibleTools {
  /** Names of those whose arguments are declared now. */
  declared(): ReadonlySet<string>
  /** The likeliest names that the model may open, as `more_tools` lists them. */
  readonly others: readonly string[]
  /** Declares more from the next call on; names what was opened. */
  open(wanted: {
    readonly names?: readonly string[] | undefined
    readonly about?: string | undefined
  }): readonly string[]
}

/** Others that are named: past them the shortlist is guesswork, and words find more. */
const NAMED = 10
/** Tools opened for words instead of names. */
const FOUND_AT_ONCE = 3

export function createVisibleTools({ shortlist, all, find, tokens, most }: VisibleToolsOptions): VisibleTools {
  const declared = new Set<string>()
  let used = 0
  for (const tool of shortlist) {
    used += tokensOf(tool)
    if (declared.size > 0 && used > tokens) break
    declared.add(tool.name)
  }
  const others = shortlist
    .map(({ name }) => name)
    .filter((name) => !declared.has(name))
    .slice(0, NAMED)
  return {
    declared: () => declared,
    others,
    open: ({ names = [], about }) => {
      const found =
        about === undefined
          ? []
          : find(about)
              .filter((name) => !declared.has(name))
              .slice(0, FOUND_AT_ONCE)
      const opened = [...names, ...found]
        .filter((name) => all.some((tool) => tool.name === name))
        .slice(0, most - declared.size)
      for (const name of opened) declared.add(name)
      return opened
    },
  }
}

const sizes = new WeakMap<ToolDefinition, number>()

function tokensOf(tool: ToolDefinition): number {
  const known =
    sizes.get(tool) ?? estimateTokens(`${tool.name} ${tool.description} ${JSON.stringify(compactSchema(tool))}`)
  sizes.set(tool, known)
  return known
}
