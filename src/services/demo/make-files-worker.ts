import { generateDemoShop, type DemoShopRequest } from '../../demo/generate-demo-shop.ts'
import { serveJob } from '../../jobs/serve-job.ts'
import type { MakingProgress } from './make-files.ts'

await serveJob(async ({ data, report, signal }) => {
  const say = (progress: MakingProgress): void => report(progress)
  return generateDemoShop({
    ...(data as Omit<DemoShopRequest, 'onProgress' | 'onFiles'>),
    signal,
    onProgress: (making) => say({ making }),
    onFiles: (files) => say({ files }),
  })
})
