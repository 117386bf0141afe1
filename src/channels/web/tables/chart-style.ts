import { PALETTES, type ChartStyle } from '../../charts/chart-style.ts'

/** The colours and the type of the page, as its theme has them now. */
export function chartStyle(): ChartStyle {
  const { dataset } = document.documentElement
  const style = getComputedStyle(document.documentElement)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    accent: read('--accent'),
    ink: read('--ink'),
    quiet: read('--quiet'),
    line: read('--line'),
    panel: read('--panel'),
    heat: [read('--heat-low'), read('--heat-high')],
    palette: PALETTES[dataset['theme'] === 'dark' ? 'dark' : 'light'],
    fontFamily: 'inherit',
  }
}
