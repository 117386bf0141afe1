import { useMay, useOverview } from '../data/use-overview.ts'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { Notice } from './states.tsx'

/** True for a store that nothing was imported into: nothing to find in it is nobody's mistake. */
export function useIsEmptyShop(): boolean {
  const { overview } = useOverview()
  return overview !== null && overview.customers === 0 && overview.orders === 0
}

/** In place of what a page would show of a shop's data, with the way to bring some. */
export function EmptyShop() {
  const { say } = useText()
  const mayImport = useMay('import')
  return (
    <Notice
      icon="data"
      title={say('emptyShop')}
      action={
        mayImport && (
          <span className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            <Link to="/data?import=1" className="text-accent underline">
              {say('importFile')}
            </Link>
            <Link to="/" className="text-accent underline">
              {say('wayDemo')}
            </Link>
          </span>
        )
      }
    >
      {say('emptyShopHint')}
    </Notice>
  )
}
