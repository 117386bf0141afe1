import type { IconName } from '../parts/icon.tsx'
import type { TextKey } from '../text/say.ts'

export interface Area {
  readonly path: string
  readonly name: TextKey
  readonly icon: IconName
}

/** The areas of the page in the order of the rail; groups are set apart by a little room. */
export const AREAS: readonly (readonly Area[])[] = [
  [
    { path: '/customers', name: 'customers', icon: 'people' },
    { path: '/segments', name: 'segments', icon: 'groups' },
    { path: '/reviews', name: 'reviews', icon: 'quote' },
    { path: '/campaigns', name: 'campaigns', icon: 'flag' },
  ],
  [
    { path: '/approvals', name: 'approvals', icon: 'inbox' },
    { path: '/alerts', name: 'alerts', icon: 'bell' },
  ],
  [
    { path: '/data', name: 'data', icon: 'data' },
    { path: '/settings', name: 'settings', icon: 'settings' },
  ],
]
