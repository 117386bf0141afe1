/** Colours of a picture; the page reads them from its theme, elsewhere they are the light ones. */
export interface ChartStyle {
  readonly accent: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly panel: string
  readonly heat: readonly [string, string]
  /** Eight colours that stay apart for every common kind of colour vision (after Okabe and Ito, 2008). */
  readonly palette: readonly string[]
  readonly fontFamily: string
}

export const PALETTES = {
  light: ['#0a6155', '#D98A00', '#2F6FB0', '#B8558F', '#C4501B', '#5AA0C8', '#8A7D0F', '#6B7370'],
  dark: ['#6fcbb8', '#F0B23E', '#7AB6EA', '#E39BC6', '#F08A5B', '#A5D4EC', '#D6C94F', '#A2ADA8'],
} as const
