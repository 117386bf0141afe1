import { useText } from '../text/use-text.ts'
import { withPeriod } from './with-period.ts'

/** Stretches of time that most questions are about, put into the question by one click; another one takes its place. */
export function PeriodChips({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const { say, language } = useText()
  const periods = [say('periodMonth'), say('periodQuarter'), say('periodYear'), say('periodDays')]
  return (
    <ul
      aria-label={say('period')}
      className="flex min-w-0 flex-1 gap-1.5 overflow-x-auto mask-r-from-[calc(100%-1.25rem)] py-0.5 pe-5 [scrollbar-width:none]"
    >
      {periods.map((period) => {
        const isIn = text.includes(period)
        return (
          <li key={period}>
            <button
              type="button"
              aria-pressed={isIn}
              className={`min-h-7 rounded-full border px-2.5 text-xs whitespace-nowrap hover:border-accent hover:text-accent ${isIn ? 'border-accent bg-accent-soft text-accent' : 'border-line text-quiet'}`}
              onClick={() => onChange(withPeriod(text, isIn ? null : period, { periods, language }))}
            >
              {period}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
