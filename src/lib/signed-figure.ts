/** Facts and columns that say how much something moved, by their name. */
const CHANGE = /(?:^|_)(?:change|difference|contribution|effect)$/

/** @example saysChange('value_2_change') // => true */
export const saysChange = (name: string): boolean => CHANGE.test(name) && !name.startsWith('share_of')

/**
 * A change as a reader sees it: a rise carries its plus as a fall carries its minus; what rounds to nothing has neither.
 *
 * @param shown - the value as text
 * @example withPlus(0.054, '5.4%') // => '+5.4%'
 */
export const withPlus = (value: unknown, shown: string): string =>
  typeof value === 'number' && value > 0 && /[1-9]/.test(shown) ? `+${shown}` : shown
