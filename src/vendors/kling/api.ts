import type { JsonObject, Job, StagedImage } from '../../catalog/job.ts'
import { at, textAt, underWay } from '../answer.ts'
import {
  type Clip,
  type Link,
  type Progress,
  type Ticket,
  VendorFault,
  type VendorResponse,
} from '../vendor.ts'
import type { Model } from './models.ts'

/** One generation of Kling's API: how it spells a job, and what its answers say. */
export type Api = {
  compose(
    job: Job,
    model: Model,
    images: readonly StagedImage[],
  ): { readonly path: string; readonly body: JsonObject }
  /**
   * Adds the name by which a lost submit is found (it does not keep Kling from rendering twice: that is not documented),
   * and where Kling may tell of changes.
   */
  withTaskMembers(body: JsonObject, link: Pick<Link, 'clientId' | 'callbackUrl'>): JsonObject
  readTaskId(response: VendorResponse, now: Date): string
  lookPath(ticket: Ticket): string
  readProgress(response: VendorResponse, ticket: Ticket, now: Date): Progress
  /** The same for many tasks in one call, where there is such a call; `null` for a task that is not shown. */
  readonly many?: {
    path(tickets: readonly Ticket[]): string
    read(response: VendorResponse, tickets: readonly Ticket[], now: Date): readonly (Progress | null)[]
  }
  findPath(path: string, clientId: string): string
  /** `null`: there is no task of that name. */
  readFound(response: VendorResponse, clientId: string, now: Date): string | null
}

/** The new API says `succeeded`, the legacy one `succeed`; anything unheard of is no end. */
export function progressOf(
  status: string,
  reason: string,
  films: readonly unknown[],
  ticket: Ticket,
): Progress {
  switch (status) {
    case 'submitted':
      return { state: 'waiting' }
    case 'succeed':
    case 'succeeded':
      return { state: 'finished', clips: films.flatMap((film) => clipOf(film, ticket)) }
    case 'failed':
      // What the content control objects to is often said only here, after a submit that went well (3.6).
      return {
        state: 'failed',
        fault: new VendorFault(
          'refused',
          `kling could not render the video${reason === '' ? '' : `: ${reason}`}.`,
        ),
      }
    default:
      return underWay('kling', status, ['processing'])
  }
}

function clipOf(film: unknown, ticket: Ticket): readonly Clip[] {
  const marked = at(ticket, 'watermark') === true ? textAt(film, 'watermark_url') : ''
  const url = marked === '' ? textAt(film, 'url') : marked
  return url === '' ? [] : [{ url }]
}
