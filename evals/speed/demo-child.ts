import { cpuUsage, resourceUsage, stderr } from 'node:process'

/** The command line in a process of its own, which says at its end what it took. Usage: as `kith`. */
await import('../../src/cli.ts')
const { user, system } = cpuUsage()
stderr.write(`\n${JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMib: resourceUsage().maxRSS / 1024 })}\n`)
