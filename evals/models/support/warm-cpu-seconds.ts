/** CPU seconds (user and system) of a computation in a warmed process: the median of three after three that do not count. */
export function warmCpuSeconds(compute: () => unknown): number {
  const seconds = Array.from({ length: 6 }, () => {
    const before = process.cpuUsage()
    compute()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  })
  return seconds.slice(3).toSorted((a, b) => a - b)[1] ?? Number.NaN
}
