/** The past instants that a churn model learns from and is judged on, as local day numbers. */
export interface ChurnCutOffs {
  /** The latest first; each outcome was known when the next stage began. Empty where there is no room to compare. */
  readonly select: readonly { readonly train: readonly number[]; readonly test: number }[]
  readonly judge: { readonly train: readonly number[]; readonly test: number }
  /** What the serving model learns from. */
  readonly final: readonly number[]
}

/** Cut-offs that teach one model: a shop with many customers has rows enough at fewer of them. */
const mostCuts = (customers: number): number => {
  if (customers > 50_000) return 1
  return customers > 20_000 ? 2 : 4
}
/** Earlier days on which candidates are compared, as long as a shop is small enough for one day to be a noisy judge. */
const mostComparisons = (customers: number): number => (mostCuts(customers) === 4 ? 3 : 1)
/** Days that customers must have had to show a rhythm before a cut-off. */
export const WARM_UP_DAYS = 60

/**
 * Plans cut-offs backwards from as-of, so that every outcome lies in the past of what uses it: the latest whose outcome is
 * known judges, up to three from a horizon earlier on choose the candidate, those before teach. The judging rows teach only the model
 * that serves, after judging is over.
 *
 * @param firstDay - of the first order
 * @returns null when there is no room for one cut-off to learn from and one to be judged on
 */
export function planCutOffs(
  { asOfDay, firstDay, customers }: { readonly asOfDay: number; readonly firstDay: number; readonly customers: number },
  horizonDays: number,
): ChurnCutOffs | null {
  const most = mostCuts(customers)
  const earliest = firstDay + WARM_UP_DAYS
  const upTo = (latest: number): number[] => {
    const step = Math.max(15, Math.round(horizonDays / 2))
    const cuts: number[] = []
    for (let day = latest; day >= earliest && cuts.length < most; day -= step) cuts.unshift(day)
    return cuts
  }
  const test = asOfDay - horizonDays
  const judged = upTo(test - horizonDays)
  if (judged.length === 0) return null
  const apart = Math.max(5, Math.round(horizonDays / 6))
  const select = Array.from({ length: mostComparisons(customers) }, (_, i) => test - horizonDays - i * apart)
    .map((day) => ({ train: upTo(day - horizonDays), test: day }))
    .filter(({ train }) => train.length > 0)
  return {
    select,
    judge: { train: judged, test },
    final: upTo(test),
  }
}

/** Days of history from which a plan exists. */
export const daysNeeded = (horizonDays: number): number => 2 * horizonDays + WARM_UP_DAYS + 1
