import type { FillRequest } from './request.ts'

/** How people name what a score is about. */
const SPOKEN: Readonly<Record<string, RegExp>> = {
  churn: /\bchurn\w*|\bleav(?:e|ing)\b|流失/,
  value: /\bvalue\b|\bhigh-value\b|\bclv\b|\blifetime\b|价值/,
  risk: /\brisk\w*|风险|欺诈/,
}

/** The one score of those that a tool knows which the question speaks of; null for none or several. */
export function readModel(request: FillRequest): string | null {
  const words = request.tool.arguments.get('model')?.words ?? []
  const allowed = words.length === 0 ? Object.keys(SPOKEN) : words
  const named = allowed.filter((model) => SPOKEN[model]?.test(request.text) === true)
  return named.length === 1 ? (named[0] ?? null) : null
}
