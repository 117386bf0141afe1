/** What the planner needs to know of a tool: its name and which arguments it takes, with their allowed words. */
export interface ToolShape {
  readonly name: string
  readonly arguments: ReadonlyMap<string, ArgumentShape>
  readonly required: readonly string[]
}

export interface ArgumentShape {
  /** Words that the schema allows anywhere inside the argument; empty when any will do. */
  readonly words: readonly string[]
  /** Types that the schema names at its top: string, array, integer, object, ... */
  readonly types: readonly string[]
  /** Keys of an object argument, or of the objects of a list. */
  readonly keys: ReadonlyMap<string, ArgumentShape>
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Reads a tool in OpenAI's form (`{function: {name, parameters}}`), as a chat model is given it. */
export function readToolShape(tool: unknown): ToolShape | null {
  const definition = isObject(tool) && isObject(tool['function']) ? tool['function'] : null
  if (definition === null || typeof definition['name'] !== 'string') return null
  const parameters = isObject(definition['parameters']) ? definition['parameters'] : {}
  const properties = isObject(parameters['properties']) ? parameters['properties'] : {}
  return {
    name: definition['name'],
    arguments: new Map(Object.entries(properties).map(([name, schema]) => [name, readArgument(schema)])),
    required: Array.isArray(parameters['required']) ? parameters['required'].map(String) : [],
  }
}

function readArgument(schema: unknown): ArgumentShape {
  const words = new Set<string>()
  const types = new Set<string>()
  const keys = new Map<string, ArgumentShape>()
  const visit = (node: unknown, top: boolean): void => {
    if (!isObject(node)) return
    if (top && typeof node['type'] === 'string') types.add(node['type'])
    for (const word of Array.isArray(node['enum']) ? node['enum'] : []) words.add(String(word))
    if (typeof node['const'] === 'string') words.add(node['const'])
    for (const choice of ['anyOf', 'oneOf', 'allOf']) {
      const branches = node[choice]
      if (Array.isArray(branches)) for (const branch of branches) visit(branch, top)
    }
    visit(node['items'], false)
    if (isObject(node['properties'])) {
      for (const [name, inner] of Object.entries(node['properties'])) keys.set(name, readArgument(inner))
    }
  }
  visit(schema, true)
  return { words: [...words], types: [...types], keys }
}

/** Whether an argument exists and, where its schema lists words, allows this one. */
export function allows(tool: ToolShape, argument: string, word?: string): boolean {
  const shape = tool.arguments.get(argument)
  if (shape === undefined) return false
  return word === undefined || shape.words.length === 0 || shape.words.includes(word)
}
