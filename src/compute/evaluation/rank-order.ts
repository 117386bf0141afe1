/** Positions of the values from the largest to the smallest; equal values keep their order. */
export function descendingOrder(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  return order.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
}
