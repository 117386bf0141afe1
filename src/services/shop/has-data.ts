import { readHasData } from '../../store/queries/shop/read-has-data.ts'
import type { ServiceContext } from '../context.ts'

/** Whether the shop has any facts yet: a fresh installation has none, and figures of nothing would mislead. */
export const hasData = ({ store }: Pick<ServiceContext, 'store'>): boolean => readHasData(store)
