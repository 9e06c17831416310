import { drawLabel } from '../lettering/label.ts'
import { imageScene } from '../modes/image-to-video.ts'
import { morphScene } from '../modes/morph.ts'
import { referencesScene } from '../modes/references.ts'
import type { PlanImage, RenderPlan, Scene } from '../render-plan.ts'
import { textScene } from '../scene/text-scene.ts'

/** Makes the scene that the plan's mode asks for. Throws when an image is missing or cannot be decoded. */
export async function openScene(plan: RenderPlan, images: readonly PlanImage[]): Promise<Scene> {
  switch (plan.mode) {
    case 'text':
      return textScene(plan)
    case 'image':
      return imageScene(plan, imageFor(images, 'first'))
    case 'frames':
      return morphScene(plan, imageFor(images, 'first'), imageFor(images, 'last'))
    case 'references': {
      const backdrop = await textScene(plan)
      return referencesScene(plan, images, backdrop, (text) => drawLabel(text, plan.width, plan.height))
    }
  }
}

function imageFor(images: readonly PlanImage[], role: PlanImage['role']): PlanImage {
  const image = images.find((image) => image.role === role)
  if (!image) throw new Error(`The plan has no image in the role of ${role}.`)
  return image
}
