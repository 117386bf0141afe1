import { pino } from 'pino'

export type Log = pino.Logger

/** Structured log on stderr, so that `--json` output on stdout stays one document. Never give it personal data. */
export const createLog = (level: string): Log => pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
