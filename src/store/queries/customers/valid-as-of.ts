/**
 * Whether the order `alias` counts as of an instant; bind `@until` (exclusive UTC ms). A later cancellation has not
 * happened yet.
 */
export const validAsOf = (alias: string): string => `${alias}.has_sale = 1 AND ${alias}.flag IS NULL
  AND ${alias}.ordered_at < @until AND (${alias}.cancelled_at IS NULL OR ${alias}.cancelled_at >= @until)`

/** Half-open range of local days; all days when left out. */
export interface DayRange {
  readonly fromDay: number
  readonly toDay: number
}

export const ALL_DAYS: DayRange = { fromDay: Number.MIN_SAFE_INTEGER, toDay: Number.MAX_SAFE_INTEGER }
