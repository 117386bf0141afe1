import { pickLanguage } from '../text/start-text.ts'
import { useText } from '../text/use-text.ts'
import { toggleTheme } from '../theme.ts'
import type { Overview } from '../use-overview.ts'

export interface HeaderProps {
  readonly overview: Overview | null
  readonly started: boolean
  readonly onReset: () => void
}

export function Header({ overview, started, onReset }: HeaderProps) {
  const { say, language } = useText()
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-ground/95 backdrop-blur">
      <div className="mx-auto flex max-w-215 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <h1 className="text-lg font-semibold tracking-tight text-accent">Kith</h1>
        {overview !== null && <span className="truncate text-sm text-quiet">{overview.shop}</span>}
        <span className="flex-1" />
        {overview !== null && (
          <span
            className="rounded-full bg-accent-soft px-2.5 py-0.5 text-xs text-accent"
            title={overview.model.provider === 'embedded' ? say('modelNote') : overview.model.name}
          >
            {overview.model.provider === 'embedded' ? say('modelEmbedded') : overview.model.name}
          </span>
        )}
        {started && (
          <button type="button" className="rounded px-2 py-1 text-sm hover:bg-accent-soft" onClick={onReset}>
            {say('newQuestion')}
          </button>
        )}
        <button
          type="button"
          className="rounded px-2 py-1 text-sm hover:bg-accent-soft"
          onClick={() => pickLanguage(language === 'en' ? 'zh' : 'en')}
        >
          {say('language')}
        </button>
        <button
          type="button"
          className="rounded px-2 py-1 text-sm hover:bg-accent-soft"
          aria-label={say('theme')}
          title={say('theme')}
          onClick={toggleTheme}
        >
          ◐
        </button>
      </div>
    </header>
  )
}
