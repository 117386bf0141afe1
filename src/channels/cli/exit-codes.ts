/** What the shell is told: done, failed, wrong usage, done with rows set aside. */
export const EXIT = { done: 0, failed: 1, usage: 2, quarantined: 3 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
