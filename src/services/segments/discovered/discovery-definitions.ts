import type { Language } from '../../../lib/answer.ts'
import { FAR_OUT } from './find-outliers.ts'
import type { DiscoveryMethod } from './cluster-request.ts'
import type { Discovery } from './discovery.ts'

const COMMON = {
  en: [
    'Groups are formed from z-scores of log(1 + value); shares of purchases by category as square roots with one common deviation. Who a person is (gender, age, origin) is no feature.',
    'Silhouette: how much nearer a customer is to the own group than to the next, -1 to 1. Stability: mean adjusted Rand agreement of the groups found in random halves of the customers with those of all; 1 is perfect, about 0 is chance.',
    'A number of groups is a clear winner when its silhouette is at least 0.25, beats every other number by more than chance, and stability is at least 0.75.',
    'Names and portraits come from the features in which a group differs from all other buyers by at least half a standard deviation.',
  ],
  zh: [
    '分群依据 log（1 + 数值）的标准分；各品类购买占比取平方根并共用一个标准差。人的身份属性（性别、年龄、族群）不作为特征。',
    '轮廓系数：客户离本群比离最近的其他群近多少，取值 -1 到 1。稳定性：随机抽取一半客户重新分群，与全体分群的调整兰德指数均值；1 为完全一致，约 0 为随机。',
    '轮廓系数不低于 0.25、胜过其他分群数且差异超出偶然、稳定性不低于 0.75 时，才算有明确的最佳分群数。',
    '名称与画像取自该群与其他买家相差至少半个标准差的特征。',
  ],
} as const satisfies Readonly<Record<Language, readonly string[]>>

const OUTLIERS = {
  en: `Customers who fit no group lie beyond the upper quartile of the distances to their centre by more than ${FAR_OUT} times the quartile range (Tukey).`,
  zh: `不属于任何群的客户：到群中心的距离超过上四分位数加 ${FAR_OUT} 倍四分位距（Tukey）。`,
} as const

const NOISE = {
  en: 'DBSCAN joins customers whose neighbourhoods of the stated radius hold at least the stated number of customers; whoever is in no such place fits no group.',
  zh: 'DBSCAN 把邻域（给定半径）内客户数不少于给定下限的客户连成群；不在任何密集处的客户不属于任何群。',
} as const

export const discoveryDefinition = (method: DiscoveryMethod, language: Language): readonly string[] => [
  ...COMMON[language],
  (method === 'dbscan' ? NOISE : OUTLIERS)[language],
]

/** What was done, with everything that it takes to do it again. */
export function discoveryMethod({ method, names, counts, seed, outcome }: Discovery, language: Language): string {
  const zh = language === 'zh'
  const on = zh ? `依据 ${names.join('、')}，种子 ${seed}` : `on ${names.join(', ')}, seed ${seed}`
  if (outcome === null) return zh ? `未分组；${on}` : `no groups formed; ${on}`
  const scored = zh
    ? `随机抽取 ${outcome.silhouetteRows} 位客户计算轮廓系数，稳定性取自 6 次对半划分`
    : `silhouette of ${outcome.silhouetteRows} customers drawn at random, stability over 6 halves`
  const k = zh ? `k 取 ${counts.join('、')}` : `k of ${counts.join(', ')}`
  switch (method) {
    case 'kmeans':
      return zh
        ? `k-means（贪心 k-means++，Hamerly 界），${k}，${on}；${scored}`
        : `k-means (greedy k-means++, Hamerly bounds), ${k}, ${on}; ${scored}`
    case 'hierarchical':
      return zh
        ? `Ward 凝聚聚类，${k}，树由 ${outcome.fittedRows} 位客户建成，${on}；${scored}`
        : `agglomerative, Ward, ${k}, tree of ${outcome.fittedRows} customers, ${on}; ${scored}`
    case 'dbscan': {
      const { radius, minimum } = outcome.density ?? { radius: 0, minimum: 0 }
      return zh
        ? `DBSCAN，eps ${radius}，min_points ${minimum}，${on}；${scored}`
        : `DBSCAN, eps ${radius}, min_points ${minimum}, ${on}; ${scored}`
    }
  }
}
