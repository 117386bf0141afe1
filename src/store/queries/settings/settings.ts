import { eq } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { settings } from '../../schema/index.ts'

/** The stored JSON value of a setting; undefined when the shop never changed it. */
export const readSettingValue = (store: Store, key: string): string | undefined =>
  store.db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).get()?.value

export const writeSettingValue = (store: Store, key: string, value: string, updatedAt: number): void => {
  store.db
    .insert(settings)
    .values({ key, value, updatedAt })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt } })
    .run()
}
