import { renderAsync } from '@resvg/resvg-js'
import { CHART_FONTS } from './draw-chart.ts'

/** Twice the size that it is shown at, for screens of high density. */
const SCALE = 2

const render = (svg: string, scale: number) =>
  renderAsync(svg, {
    font: { loadSystemFonts: true },
    fitTo: { mode: 'zoom', value: scale },
    background: '#ffffff',
  })

/** An SVG as PNG with the system's fonts, drawn outside the event loop (about 0.3 s of processor time, most of it for the fonts). */
export const renderPng = async (svg: string): Promise<Buffer> => (await render(svg, SCALE)).asPng()

/**
 * Whether the system has a font with Chinese: without one every such character is the same empty box, so two different ones
 * look alike.
 */
export async function canDrawChinese(): Promise<boolean> {
  const [one, other] = await Promise.all([pixelsOf('华'), pixelsOf('繁')])
  return !one.equals(other)
}

/** What a text looks like, as raw pixels. */
export async function pixelsOf(text: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text x="8" y="48" font-size="40" font-family="${CHART_FONTS}">${text}</text></svg>`
  return (await render(svg, 1)).pixels
}
