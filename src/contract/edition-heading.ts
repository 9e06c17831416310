import { defaultEdition, type EditionName } from './edition.ts'

/** How the generated pages head what belongs to an edition. */
export function headingOf(edition: EditionName): string {
  return edition === defaultEdition ? `Edition ${edition} (default)` : `Edition ${edition}`
}

/** The anchor that Markdown viewers make of that heading. */
export function anchorOf(edition: EditionName): string {
  return headingOf(edition).toLowerCase().replaceAll(/[()]/g, '').replaceAll(' ', '-')
}
