import type { Job } from '../../catalog/job.ts'

type Endpoint = {
  readonly path: string
  /** The versions of the contract that Vidu offers there (vendors-kling-vidu-hailuo.md 4.2; January to April 2026). */
  readonly versions: readonly string[]
  /** Whether it has a field for the shape; elsewhere the image decides. */
  readonly hasShape: boolean
}

/** Vidu has a path for each kind of input. A video goes to the last one, by a public address only. */
export const endpoints: Readonly<Record<Exclude<Job['mode'], 'video'>, Endpoint>> = {
  text: { path: '/ent/v2/text2video', versions: ['q2', 'q3-pro', 'q3-turbo'], hasShape: true },
  image: {
    path: '/ent/v2/img2video',
    versions: ['q2-pro', 'q2-turbo', 'q3-pro', 'q3-turbo'],
    hasShape: false,
  },
  frames: {
    path: '/ent/v2/start-end2video',
    versions: ['q2-pro', 'q2-turbo', 'q3-pro', 'q3-turbo'],
    hasShape: false,
  },
  references: {
    path: '/ent/v2/reference2video',
    versions: ['q2', 'q2-pro', 'q3-turbo', 'q3', 'q3-mix'],
    hasShape: true,
  },
}

const isQ2 = ({ version }: Pick<Job, 'version'>): boolean => version?.startsWith('q2') === true
const isQ3 = ({ version }: Job): boolean => version?.startsWith('q3') === true

/** Whether the call says something of sound: q3 makes it unless told not to, q2 only from images, and not unless told. */
export const saysSound = (job: Job): boolean => isQ3(job) || job.mode === 'image' || job.mode === 'references'

type Limit = { readonly when: (job: Job) => boolean; readonly because: string }

/** What the contract allows and Vidu does not. */
export const limits: readonly Limit[] = [
  {
    when: ({ sceneType }) => sceneType !== undefined,
    because: 'Reelay does not speak to the templates of Vidu yet',
  },
  {
    when: ({ mode, durationSeconds, ...job }) => mode === 'frames' && isQ2(job) && durationSeconds > 8,
    because: 'Vidu q2 renders 1 to 8 seconds between two frames',
  },
  {
    when: ({ mode, prompt }) => (mode === 'references' || mode === 'text') && prompt.trim() === '',
    because: 'Prompt: Vidu needs one with reference images',
  },
  {
    when: ({ aspectRatio = '', ...job }) => !isQ2(job) && ['4:3', '3:4'].includes(aspectRatio),
    because: 'AspectRatio: of the models of Vidu only q2 renders 4:3 and 3:4',
  },
  {
    when: (job) => job.audio && !saysSound(job),
    because: 'Vidu q2 makes sound from a first frame or from references only',
  },
  {
    when: (job) => job.offPeak === true && job.audio && !isQ3(job),
    because: 'OffPeak: Vidu q2 renders with sound at usual hours only',
  },
  {
    when: (job) => job.backgroundMusic === true && job.durationSeconds > 8,
    because: 'EnableBgm: Vidu adds no music to 9 and 10 seconds',
  },
  {
    when: (job) => subjectsOf(job) === 'mixed',
    because: 'ReferenceType: Vidu wants the id of a subject with every image, or with none',
  },
  {
    when: (job) => subjectsOf(job) === 'named' && job.version === 'q3-mix',
    because: 'ReferenceType: Vidu q3-mix knows no subjects',
  },
  {
    when: (job) => imagesOfOneSubject(job) > 3,
    because: 'ReferenceType: Vidu takes at most 3 images of one subject',
  },
]

/** Every image says whom it shows, or none does. */
export function subjectsOf({ images }: Pick<Job, 'images'>): 'none' | 'named' | 'mixed' {
  const references = images.filter(({ role }) => role === 'reference')
  const named = references.filter(({ referenceType }) => referenceType !== undefined)
  if (named.length === 0) return 'none'
  return named.length === references.length ? 'named' : 'mixed'
}

function imagesOfOneSubject({ images }: Job): number {
  const counts = new Map<string, number>()
  for (const { referenceType = '' } of images) {
    if (referenceType !== '') counts.set(referenceType, (counts.get(referenceType) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values())
}

/** The pixels of the first frame by those of the last one (4.2). */
export const frameRatio = { from: 0.8, to: 1.25 }

export const resolutions: readonly string[] = ['540P', '720P', '1080P']

/** Two sources say 2000, a newer one 5000; the contract stops at 2000 itself. */
export const promptLengthMax = 2000
