/** A dated version of the contract: which public pages it was read from, and what it covers. */
export type Edition = {
  readonly title: string
  readonly pages: readonly Page[]
}

export type Page = { readonly title: string; readonly url: string; readonly date: string }

/** The page that issue A implements; every sentence of `shapes.ts` without another source comes from here. */
export const seedPage: Page = {
  title: 'CreateAigcVideoTask (Media Processing Service, international site)',
  url: 'https://www.tencentcloud.com/document/product/1041/76487',
  date: '2026-01-08',
}

export const describePage: Page = {
  title: 'DescribeAigcVideoTask (Media Processing Service, international site)',
  url: 'https://www.tencentcloud.com/document/product/1041/76485',
  date: '2026-01-09',
}

/** What Reelay adds to the service; none of it is in an official page, and all of it can be switched off. */
export const extensionPage: Page = {
  title: 'Uploads are an action like any other',
  url: 'adr/2026-11-22-uploads-are-an-action.md',
  date: '2026-11-22',
}

/** MPS's own actions for tasks of every kind; that they take those of AIGC is an extension. */
export const taskPage: Page = {
  title: 'ManageTask and DescribeTasks, as tencentcloud-sdk-nodejs-mps 4.1.305 has them',
  url: 'https://www.npmjs.com/package/tencentcloud-sdk-nodejs-mps',
  date: '2026-08-21',
}

/** The members and sentences of `shapes-2026-08.ts`: what the domestic and the international site say alike. */
export const latePage: Page = {
  title: 'CreateAigcVideoTask, as tencentcloud-sdk-nodejs-mps 4.1.305 has it',
  url: 'https://www.npmjs.com/package/tencentcloud-sdk-nodejs-mps',
  date: '2026-08-21',
}

/**
 * Every edition that can be served. A new edition is a new line here; the compiler then asks for its actions
 * (`actions.ts`) and its families (`catalog/editions.ts`), which are tables, not code.
 */
export const editions = {
  '2026-01-08': { title: 'First international release', pages: [seedPage, describePage] },
  '2026-08': { title: 'Later models and members, as of August 2026', pages: [latePage, describePage] },
} as const satisfies Record<string, Edition>

export type EditionName = keyof typeof editions

export const defaultEdition: EditionName = '2026-01-08'

export const editionNames = Object.keys(editions) as readonly EditionName[]

/** Those that came after an edition, the next one first. */
export const editionsAfter = (edition: EditionName): readonly EditionName[] =>
  editionNames.slice(editionNames.indexOf(edition) + 1)

export function isEditionName(name: string): name is EditionName {
  return Object.hasOwn(editions, name)
}
