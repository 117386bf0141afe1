import { useOverview } from '../data/use-overview.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../routing/link.tsx'
import { pickLanguage } from '../text/start-text.ts'
import { useText } from '../text/use-text.ts'
import { toggleTheme } from './theme.ts'

/** How fresh the data are, which model answers, and the switches that hold for every page. */
export function Header({ onMenu, onPalette }: { readonly onMenu: () => void; readonly onPalette: () => void }) {
  const { say, language, count, day } = useText()
  const { overview, unreachable } = useOverview()
  const chip =
    'hidden items-center gap-1.5 rounded-full border border-line bg-panel px-2.5 py-0.5 text-xs text-quiet sm:inline-flex'
  return (
    <header className="no-print sticky top-0 z-10 flex h-14 items-center gap-2 border-b border-line bg-ground px-4">
      <span className="lg:hidden">
        <Button look="quiet" icon="menu" bare={say('menu')} onClick={onMenu} />
      </span>
      <button
        type="button"
        onClick={onPalette}
        className="flex h-8 min-w-8 flex-1 items-center gap-2 rounded-md border border-line-strong bg-panel px-2.5 text-sm text-quiet hover:border-accent sm:max-w-72"
      >
        <Icon name="search" />
        <span className="truncate">{say('paletteHint')}</span>
        <kbd className="ms-auto hidden font-sans text-xs md:inline">Ctrl K</kbd>
      </button>
      <span className="hidden flex-1 sm:block" />
      {unreachable && (
        <span role="status" className="inline-flex items-center gap-1 text-xs text-bad">
          <Icon name="warn" /> {say('unreachable')}
        </span>
      )}
      {overview !== null && (
        <>
          {overview.orders + overview.customers > 0 && (
            <Link
              to="/data"
              className={`${chip} hover:border-accent`}
              title={say('freshHint', { customers: count(overview.customers), orders: count(overview.orders) })}
            >
              <Icon name="clock" className="size-3.5" />
              {say('fresh', { day: day(overview.as_of) })}
            </Link>
          )}
          <Link
            to="/settings/model"
            className={`${chip} hidden! hover:border-accent md:inline-flex!`}
            title={overview.model.provider === 'embedded' ? say('modelNote') : overview.model.name}
          >
            <Icon name="spark" className="size-3.5" />
            {overview.model.provider === 'embedded' ? say('modelEmbedded') : overview.model.name}
          </Link>
        </>
      )}
      <Button
        look="quiet"
        className="px-2!"
        lang={language === 'en' ? 'zh-Hans' : 'en'}
        onClick={() => void pickLanguage(language === 'en' ? 'zh' : 'en')}
      >
        {say('language')}
      </Button>
      <Button look="quiet" icon="theme" bare={say('theme')} onClick={toggleTheme} />
    </header>
  )
}
