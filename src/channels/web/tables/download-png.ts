const SCALE = 2

/** Saves the drawing inside an element as a picture, on the page's own ground. */
export async function downloadPng(element: HTMLElement | null, title: string): Promise<void> {
  const drawing = element?.querySelector('svg')
  if (drawing === null || drawing === undefined) return
  const { width, height } = drawing.getBoundingClientRect()
  const copy = drawing.cloneNode(true) as SVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const style = getComputedStyle(document.body)
  copy.setAttribute('font-family', style.fontFamily)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  const brush = canvas.getContext('2d')
  if (brush === null) return
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--panel')
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob !== null) saveBlob(blob, `${fileName(title)}.png`)
}

/** Letters and digits of any script, the rest as hyphens. */
export const fileName = (title: string): string => title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
