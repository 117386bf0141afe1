/** A document as an article: Markdown text under a title. */
export interface Document {
  readonly title: string | null
  /** Markdown: headings with #, blank lines between paragraphs. */
  readonly body: string
  readonly language: string | null
  readonly category: string | null
  readonly url: string | null
  /** A date or an instant as the document gives it; null when it gives none. */
  readonly updated: string | null
}
