import { HTMLElement, NodeType, parse, type Node } from 'node-html-parser'
import type { Document } from './document.ts'

/** What surrounds an article on a page, and what is no text. */
const LEFT_OUT = new Set([
  'script',
  'style',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'noscript',
  'template',
  'svg',
  'iframe',
  'button',
])
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'ul',
  'ol',
  'table',
  'tr',
  'blockquote',
  'pre',
  'dl',
  'dt',
  'dd',
  'figure',
  'body',
])
const HEADING = /^h([1-6])$/

/** A web page: its main part as Markdown, with the page's own title, language, canonical address and date. */
export function readHtml(html: string): Document {
  const root = parse(html, { comment: false })
  const content = (name: string): string | null =>
    root.querySelector(`meta[name="${name}"],meta[property="${name}"]`)?.getAttribute('content')?.trim() || null
  const main = root.querySelector('main') ?? root.querySelector('article') ?? root.querySelector('body') ?? root
  const heading = main.querySelector('h1')
  const title = textOf(heading) ?? textOf(root.querySelector('title')) ?? content('og:title')
  heading?.remove()
  const parts: string[] = []
  write(main, parts)
  const body = parts
    .join('')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return {
    title,
    body,
    language: root.querySelector('html')?.getAttribute('lang')?.trim() || null,
    category: content('article:section'),
    url: root.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim() || null,
    updated: content('article:modified_time') ?? content('date'),
  }
}

const textOf = (element: HTMLElement | null): string | null =>
  element?.textContent.replaceAll(/\s+/g, ' ').trim() || null

function write(node: Node, parts: string[]): void {
  if (node.nodeType === NodeType.TEXT_NODE) {
    parts.push(node.text.replaceAll(/\s+/g, ' '))
    return
  }
  if (!(node instanceof HTMLElement)) return
  const name = (node.rawTagName ?? '').toLowerCase()
  if (LEFT_OUT.has(name)) return
  const level = HEADING.exec(name)?.[1]
  if (level !== undefined) {
    parts.push(`\n\n${'#'.repeat(Math.max(2, Number(level)))} ${textOf(node) ?? ''}\n\n`)
    return
  }
  if (name === 'br') parts.push('\n')
  if (name === 'li') parts.push('\n- ')
  const isBlock = BLOCKS.has(name)
  if (isBlock) parts.push('\n\n')
  for (const child of node.childNodes) write(child, parts)
  if (name === 'td' || name === 'th') parts.push(' ')
  if (isBlock) parts.push('\n\n')
}
