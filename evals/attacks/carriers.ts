/** A place of imported or foreign text that a tool shows: which tool, and under which name. */
export interface Carrier {
  readonly id: string
  readonly tool: string
  readonly key: string
  /** A fact of the result, a cell of its table, a warning, a suggestion or the message of a failure. */
  readonly place: 'fact' | 'cell' | 'warning' | 'suggestion' | 'failure'
}

const carrier = (id: string, tool: string, key: string, place: Carrier['place'] = 'cell'): Carrier => ({
  id,
  tool,
  key,
  place,
})

export const CARRIERS: readonly Carrier[] = [
  carrier('review', 'search_reviews', 'text'),
  carrier('review title', 'search_reviews', 'title'),
  carrier('quote', 'analyze_reviews', 'quote', 'fact'),
  carrier('product name', 'query_metrics', 'product'),
  carrier('category', 'query_metrics', 'category'),
  carrier('brand', 'analyze_trends', 'brand'),
  carrier('product description', 'search_products', 'description'),
  carrier('ticket subject', 'measure_service', 'subject'),
  carrier('ticket message', 'get_service_context', 'message'),
  carrier('article title', 'search_articles', 'title'),
  carrier('article', 'search_articles', 'body', 'fact'),
  carrier('survey comment', 'measure_satisfaction', 'comment'),
  carrier('campaign name', 'evaluate_campaign', 'campaign'),
  carrier('creative', 'analyze_placements', 'creative'),
  carrier('coupon code', 'find_orders', 'coupon'),
  carrier('city', 'find_customers', 'city'),
  carrier('region', 'measure_delivery', 'region'),
  carrier('source', 'analyze_channels', 'source'),
  carrier('attribute', 'get_customer_profile', 'attribute', 'fact'),
  carrier('segment name', 'compare_segments', 'segment'),
  carrier('alert name', 'list_alerts', 'name'),
  carrier('search words', 'analyze_searches', 'query'),
  carrier('page path', 'analyze_paths', 'path', 'warning'),
  carrier('file name', 'describe_data', 'file', 'suggestion'),
  carrier('column heading', 'describe_data', 'column', 'failure'),
]
