/** Where customers say what they think: reviews in public, tickets to the staff, returns in a word or two. */
export const TEXT_SOURCES = ['reviews', 'tickets', 'returns'] as const
export type TextSource = (typeof TEXT_SOURCES)[number]
