/**
 * Whether two words differ by at most one edit: a letter added, dropped, changed, or two neighbours swapped.
 *
 * @returns true for equal words
 * @example withinOneEdit('kettel', 'kettle') // => true
 * @see Damerau (1964), Communications of the ACM 7(3), 171-176.
 * Time O(length), no memory.
 */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  const restA = a.slice(start)
  const restB = b.slice(start)
  if (a.length > b.length) return restA.slice(1) === restB
  if (a.length < b.length) return restA === restB.slice(1)
  if (restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
