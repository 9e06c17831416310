import type { Job, Mode } from '../catalog/job.ts'
import { sampleJobs } from '../catalog/sample-jobs.ts'
import { loadConfig } from '../config/load.ts'
import { editionNames } from '../contract/edition.ts'
import { nodeDigest } from '../http/node-digest.ts'
import type { Vendor } from '../vendors/vendor.ts'
import { openVendors } from './open-vendors.ts'

/** `docs/vendors.md`: what each vendor serves, asked of its adapter, and what an operator has to know of it. */
export function vendorsPage(): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. Change src/composition/vendors-page.ts, not this page. -->',
    '# Vendors',
    'A vendor lives as soon as it has its key ([settings.md](settings.md) has every setting of each). With no key at all every task is drawn here as an animatic preview; with one, the animatic serves only where a route names it. A family without a vendor is refused at create, and the refusal names the setting that is missing. `reelay doctor` checks keys, addresses and routes, and spends nothing.',
    '## Routes',
    'Each family goes to its own vendor: Kling to `kling`, Vidu to `vidu`, Hailuo to `minimax`, GV to `google`, OS to `openai`, Hunyuan to `hunyuan` or, without one, to `comfyui`. `REELAY_ROUTES` leads a family or a version elsewhere; the longer name wins:',
    "```\nREELAY_ROUTES='Kling=tencent,Kling 2.6=kling,GV=animatic'\n```",
    'What the contract allows and the vendor cannot do is refused at create (`UnsupportedOperation`) with the reason; nothing is left out in silence.',
    '## Without spending',
    "`reelay simulate kling` serves Kling's API on this machine as its documents describe it, and prints the settings that lead Reelay there; its films are colour bars. `--fail N` lets the next N tasks fail, `--throttle N` answers the next N submits with 429. Prices are in [prices.md](prices.md), what a lost answer means for money in [money.md](money.md).",
    '## What they serve',
    'Asked of the adapters: every plain job of every edition. Special cases (scenes, sounds, watermarks) have reasons of their own. The vendors `comfyui` (what its workflows declare) and `tencent` (what its service takes) are not in the table.',
    table(),
    ...Object.entries(notes).map(([name, lines]) =>
      [`## ${name}`, lines.map((line) => `- ${line}`).join('\n')].join('\n\n'),
    ),
    '',
  ].join('\n\n')
}

/** No key of anybody: adapters say what they refuse without one being right. */
const environment = {
  REELAY_VENDORS_KLING_API_KEY: 'none',
  REELAY_VENDORS_VIDU_API_KEY: 'none',
  REELAY_VENDORS_MINIMAX_API_KEY: 'none',
  REELAY_VENDORS_GOOGLE_API_KEY: 'none',
  REELAY_VENDORS_GOOGLE_PROJECT: 'none',
  REELAY_VENDORS_OPENAI_BASE_URL: 'http://127.0.0.1/v1',
  REELAY_VENDORS_HUNYUAN_SECRET_ID: 'none',
  REELAY_VENDORS_HUNYUAN_SECRET_KEY: 'none',
}
const families: Readonly<Record<string, string>> = {
  kling: 'Kling',
  vidu: 'Vidu',
  minimax: 'Hailuo',
  google: 'GV',
  openai: 'OS',
  hunyuan: 'Hunyuan',
}

function table(): string {
  const jobs = editionNames.flatMap((edition) => sampleJobs(edition))
  const vendors = openVendors(loadConfig({ flags: {}, environment }).config, nodeDigest)
  const rows = vendors.flatMap(({ vendor }) => rowsOf(vendor, jobs))
  return ['| Vendor | Model | Version | Rendered from | Refused |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}

function rowsOf(vendor: Vendor, jobs: readonly Job[]): readonly string[] {
  const own = jobs.filter(({ family }) => family === families[vendor.name])
  return [...Map.groupBy(own, ({ version }) => version ?? '-')].map(([version, group]) => {
    const served = group.filter((job) => (vendor.refuses?.(job) ?? null) === null)
    const modes = [...Map.groupBy(served, ({ mode }) => mode)].map(
      ([mode, jobs]) =>
        `${words[mode]} (${[...new Set(jobs.map(({ resolution }) => resolution))].join(', ')})`,
    )
    const refusals = [...new Set(group.flatMap((job) => vendor.refuses?.(job) ?? []))]
    return `| ${vendor.name} | ${group[0]?.family} | ${version} | ${modes.join('; ') || 'nothing'} | ${refusals.join('; ')} |`
  })
}

const words: Readonly<Record<Mode, string>> = {
  text: 'text',
  image: 'first frame',
  frames: 'two frames',
  references: 'references',
  video: 'video',
}

/** By vendor; the sources are in the README of its folder. */
const notes: Readonly<Record<string, readonly string[]>> = {
  kling: [
    'An API key opens both generations of the API; an AccessKey with its SecretKey the legacy one only.',
    'A lost submit is found by our task id. No cancel. Links last 30 days. Prices: kling.ai/dev.',
    'Versions 1.6, 2.0 and 2.1 are reported as withdrawn: `REELAY_VENDORS_KLING_RETIRED_MODELS=true` for an account that still has them.',
    'Not established: whether the new API wants base64 with a prefix (sent without).',
  ],
  vidu: [
    'A lost submit is looked for among the tasks of the last day; what is not found is not sent again. Cancel works until the render is scheduled. Links last 24 hours. Prices: platform.vidu.com.',
    'Not established: 540P on q2-pro and q2-turbo (sent, and a refusal passed on), the limits of q3 with references.',
  ],
  minimax: [
    'No client id, no list, no cancel: a lost submit cannot be found again, and is never sent again. Links last an hour and are made anew by every look. Prices: platform.minimax.io.',
    'Not established: a watermark on the international host (refused).',
  ],
  google: [
    'Vertex AI with a service account or an API key, and always a project. On the Gemini API Veo was shut down on 2026-10-22.',
    'A lost submit cannot be found again; the task id is in the labels of the bill. No cancel. Films come inside the answers, or wait in a bucket of yours (`REELAY_VENDORS_GOOGLE_STORAGE_URI`).',
    'Not established: whether `veo-3.1-*-001` is still served in your location; only a render shows.',
  ],
  openai: [
    "Any server that speaks `/v1/videos`; the vendor's own was shut down on 2026-09-24, so `REELAY_VENDORS_OPENAI_BASE_URL` has no default.",
    'Films have sound, and a job that wants silence is refused. A lost submit cannot be told from an equal one and is never sent again. No cancel.',
  ],
  hunyuan: [
    'By vclm with a Tencent Cloud account, or by TokenHub with its key. vclm takes one task at a time unless more were bought.',
    'A lost submit cannot be found again. No cancel. Links of vclm last 24 hours.',
    'Not established: the path for looks at TokenHub (`REELAY_VENDORS_HUNYUAN_QUERY_PATH`) and its errors.',
  ],
  comfyui: [
    'A server of your own, with workflows in API format: [how](../src/vendors/comfyui/README.md). A lost submit is found by its id; cancel takes it out of the queue or interrupts it.',
  ],
  tencent: [
    "The real service with your own account, by a route. It fetches images by the caller's addresses, so uploads to Reelay are refused there. A lost submit cannot be found again. No cancel.",
  ],
}
