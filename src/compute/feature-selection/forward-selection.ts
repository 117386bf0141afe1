/** A set of features and what it is worth. */
export interface SelectionStep {
  readonly added: string
  readonly features: readonly string[]
  readonly quality: number
}

/**
 * Wrapper selection: starts from nothing and adds, time after time, the feature that helps the model most, until none helps
 * by more than `minimumGain`.
 *
 * Judge by cross-validation, or it selects noise: with many features some help by chance.
 *
 * @param features - candidates, in the order that breaks ties
 * @param quality - of a model on these features, larger is better
 * @returns the steps taken; the last one's features are the selection
 * @see Kohavi & John (1997), Artificial Intelligence 97, 273-324.
 * Time O(features^2 x quality).
 */
export function forwardSelection(
  features: readonly string[],
  quality: (features: readonly string[]) => number,
  { minimumGain = 1e-4, most = features.length }: { readonly minimumGain?: number; readonly most?: number } = {},
): readonly SelectionStep[] {
  const steps: SelectionStep[] = []
  while (steps.length < Math.min(most, features.length)) {
    const last = steps.at(-1)
    const chosen = last?.features ?? []
    let best: SelectionStep | null = null
    for (const added of features) {
      if (chosen.includes(added)) continue
      const trial = [...chosen, added]
      const reached = quality(trial)
      if (best === null || reached > best.quality) best = { added, features: trial, quality: reached }
    }
    if (best === null || (last !== undefined && best.quality <= last.quality + minimumGain)) break
    steps.push(best)
  }
  return steps
}
