import { constants, platform, setPriority } from 'node:os'

/**
 * Puts the calling thread behind others that want the same core, so that questions are answered first. Linux alone
 * counts this by thread; elsewhere it would slow the whole process down, and nothing is done.
 */
export function giveWay(): void {
  if (platform() === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)
}
