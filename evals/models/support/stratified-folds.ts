import { seededRandom } from '../../../src/lib/random.ts'

/** A fold 0..k-1 for each row, each with its share of both classes, drawn by seed. */
export function stratifiedFolds(labels: readonly number[], folds: number, seed: string): Int32Array {
  const fold = new Int32Array(labels.length)
  for (const label of new Set(labels)) {
    const random = seededRandom(`${seed}/${label}`)
    const rows = labels.flatMap((one, row) => (one === label ? [row] : []))
    for (let at = rows.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      ;[rows[at], rows[other]] = [rows[other] as number, rows[at] as number]
    }
    rows.forEach((row, place) => {
      fold[row] = place % folds
    })
  }
  return fold
}
