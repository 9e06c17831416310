import { latePage, seedPage } from '../contract/edition.ts'

/** Where rules come from. Each clause names one; the docs print title and date. */
export const sources = {
  seed: seedPage,
  /** Type comments of the official SDK; where it says more than the page of the same shape. */
  sdk: {
    title: 'tencentcloud-sdk-nodejs-intl-en 3.0.1335, models of mps v20190612',
    url: 'https://www.npmjs.com/package/tencentcloud-sdk-nodejs-intl-en',
    date: '2026-08-24',
  },
  later: latePage,
  /** When a member, a version or a model first stood in the types of the international site, or no longer did. */
  go: {
    title: 'Release history of tencentcloud-sdk-go-intl-en',
    url: 'https://github.com/TencentCloud/tencentcloud-sdk-go-intl-en',
    date: '2026-08-21',
  },
  vod: {
    title: 'Usage keys of Video on Demand, which bills the same models',
    date: '2026-08-21',
  },
  kling: {
    title: 'Kling API reference, text to video and image to video',
    url: 'https://kling.ai/document-api',
    date: '2026-09-20',
  },
  vidu: {
    title: 'Vidu API reference, text, start-end and reference to video',
    url: 'https://platform.vidu.com/docs',
    date: '2026-04-21',
  },
  minimax: {
    title: 'MiniMax API reference, video generation',
    url: 'https://platform.minimax.io/docs/api-reference/video-generation-t2v',
    date: '2026-10-08',
  },
  tokenhub: {
    title: 'Tencent Cloud TokenHub, Hunyuan video generation',
    url: 'https://cloud.tencent.com/document/product/1823/137202',
    date: '2026-11-22',
  },
  /** The pages are silent or contradict themselves; this is what Reelay settled. */
  reelay: {
    title: 'Decision of Reelay',
    date: '2026-11-22',
  },
} as const satisfies Readonly<Record<string, Source>>

export type SourceName = keyof typeof sources

type Source = { readonly title: string; readonly url?: string; readonly date: string }
