import type { Cell } from '../../lib/tool-result.ts'

/** A share with its interval as three cells of a row; empty where nobody could be counted. */
export const shareCells = (
  name: string,
  share: { readonly value: number; readonly interval: readonly [number, number] } | null,
): Record<string, Cell> => ({
  [name]: share?.value ?? null,
  [`${name}_low`]: share?.interval[0] ?? null,
  [`${name}_high`]: share?.interval[1] ?? null,
})
