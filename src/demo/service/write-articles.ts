import type { ShopFiles } from '../files/shop-files.ts'
import { timeText, wallOf } from '../files/wall-time.ts'
import type { ArticleSettings } from '../settings.ts'

/** Help articles in both languages. One of them is a draft that nobody approved. */
export function writeArticles(files: ShopFiles, articles: readonly ArticleSettings[]): void {
  for (const article of articles) {
    for (const language of ['en', 'zh'] as const) {
      files.write('articles', {
        article_id: `${article.id}-${language.toUpperCase()}`,
        title: article[language].title,
        body: article[language].body,
        language,
        category: article.category,
        url: `/help/${article.id.toLowerCase().replace('a-', '')}?lang=${language}`,
        updated_at: timeText(wallOf(article.updated, 10)),
        approved: article.approved ?? true,
      })
    }
  }
}
