import { createHash } from 'node:crypto'
import type { JsonObject, Job, StagedInputs } from '../../catalog/job.ts'
import { VendorFault, type Link, type Progress, type Ticket, type Vendor } from '../vendor.ts'
import { composePlan } from './compose-plan.ts'
import type { PlanImage, RenderPlan } from './render-plan.ts'
import { readPlan, readTicket, type AnimaticTicket } from './ticket.ts'
import type { RenderPool } from './worker/render-pool.ts'

/** What this machine could not do now, it is asked again so many times in all, before the task is told. */
const ATTEMPTS_MAX = 3
const PAUSE_AFTER_FAILURE_SECONDS = 10

/**
 * The vendor that is part of Reelay: it draws previews itself, costs nothing and needs no key. A ticket holds the whole
 * plan, so that any process can draw it again after a crash, and gets the same film.
 */
export function createAnimaticVendor(pool: RenderPool): Vendor {
  return {
    name: 'animatic',
    refuses: ({ videos = [], audios = [], family }) => whyUnseen([...videos, ...audios], family),

    compose(job: Job, { images, videos, audios }: StagedInputs): JsonObject {
      const unseen = whyUnseen([...videos, ...audios], job.family)
      if (unseen !== null) throw new VendorFault('refused', `${unseen}.`)
      return composePlan(job, images)
    },

    async submit(call, link) {
      const ticket = ticketFor(readPlan(call), link)
      await start(pool, ticket, link)
      return ticket
    },

    async check(ticket, link): Promise<Progress> {
      const { id, plan } = readTicket(ticket)
      const render = pool.look(id)
      switch (render?.state) {
        case undefined:
          await start(pool, { id, plan }, link)
          return { state: 'waiting' }
        case 'queued':
          return { state: 'waiting' }
        case 'drawing':
          return { state: 'rendering', percent: render.percent }
        case 'done':
          return { state: 'finished', clips: [{ path: render.path }] }
        case 'failed': {
          const fault = new VendorFault(render.failure.fault, render.failure.reason, {
            retryAfterSeconds: PAUSE_AFTER_FAILURE_SECONDS,
          })
          if (fault.kind === 'refused' || render.attempts >= ATTEMPTS_MAX) return { state: 'failed', fault }
          await start(pool, { id, plan }, link)
          throw fault
        }
      }
    },

    /** A submit changes nothing outside, so the ticket it would have given is always the right answer. */
    async find(call, link) {
      return ticketFor(readPlan(call), link)
    },

    async cancel(ticket) {
      await pool.cancel(readTicket(ticket).id)
    },
  }
}

/** A preview without what the caller named would be a preview of something else. */
function whyUnseen([unseen]: readonly { readonly parameter: string }[], family: string): string | null {
  return unseen === undefined
    ? null
    : `${unseen.parameter}: the animatic draws from words and images only. Leave it out, or route ${family} to a vendor that takes it`
}

/** Twice the same for the same task, so that a repeated submit is one render. */
function ticketFor(plan: RenderPlan, link: Link): AnimaticTicket & Ticket {
  const hash = createHash('sha256').update(JSON.stringify([link.clientId, plan]))
  return { id: hash.digest('hex').slice(0, 32), plan }
}

/** When the pool is full nothing happens: the next check tries again. */
async function start(pool: RenderPool, { id, plan }: AnimaticTicket, link: Link): Promise<void> {
  if (pool.isFull()) return
  const images: PlanImage[] = []
  for (const image of plan.images) images.push({ ...image, bytes: await link.image(image.key) })
  pool.start(id, plan, images)
}
