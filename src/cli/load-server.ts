/**
 * The server with all that it stands on, loaded by the commands that need it: it takes the better part of a second,
 * and a help, a describe or a slip of the finger need not wait for it.
 */
export const loadServer = () => import('../main.ts')

export type Server = Awaited<ReturnType<typeof loadServer>>
