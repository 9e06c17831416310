import { isEditionName } from '../contract/edition.ts'
import { invalidValue, type Finding } from '../contract/finding.ts'
import { either, told } from '../contract/text.ts'
import { clauseFor } from './clause.ts'
import { becauseOf } from './describe.ts'
import { findFamily } from './editions.ts'
import type { Family, ParameterName } from './grammar.ts'
import type { Job, StagedImage } from './job.ts'

/**
 * Holds a fetched image against the clause of its parameter: the rules that a request alone cannot show to be broken.
 * `null` when the image will do. Format, bytes and decoding are intake's to check.
 */
export function checkImage(job: Job, image: StagedImage): Finding | null {
  const facts = { mode: job.mode, version: job.version ?? undefined, resolution: job.resolution }
  const clause = clauseFor(familyOf(job), parameters[image.role], facts)
  const size = `${image.width}x${image.height}`
  if (!('pixels' in clause) || clause.pixels.includes(size)) return null
  const nearest = clause.pixels.find((pixels) => isWide(pixels) === isWide(size)) ?? clause.pixels[0]
  const advice = told((say) => {
    const sizes = either(clause.pixels, say)
    const because = becauseOf(clause, say)
    return say(
      `The image has ${size} pixels and ${job.family} takes only ${sizes}${because}. Crop or scale it to ${nearest} and send it again.`,
      `图片为 ${size} 像素，而 ${job.family} 只支持 ${sizes}${because}。请裁剪或缩放为 ${nearest} 后重新发送。`,
    )
  })
  return invalidValue(image.parameter, size, advice)
}

/** The family that judged a job. Throws when the job is of an edition or family that this build does not have. */
export function familyOf(job: Job): Family {
  const family = isEditionName(job.edition) ? findFamily(job.edition, job.family) : undefined
  if (family === undefined) throw new Error(`There is no ${job.family} in edition ${job.edition}.`)
  return family
}

const parameters: { readonly [Role in StagedImage['role']]: ParameterName } = {
  first: 'ImageUrl',
  last: 'LastImageUrl',
  reference: 'ImageInfos',
}

function isWide(size: string): boolean {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return width >= height
}
