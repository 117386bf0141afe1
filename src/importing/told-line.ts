/** How the ids of lines begin that an event told: a file that brings the same order puts its own lines in their place. */
const PREFIX = 'event:'

/** Id of the k-th line of a product in an order that an event tells of: the same however often the event comes. */
export const toldLineId = (productId: string, occurrence: number): string => `${PREFIX}${productId}#${occurrence}`

export const isToldLine = (lineId: string | null): boolean => lineId?.startsWith(PREFIX) === true
