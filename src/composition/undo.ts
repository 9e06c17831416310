/** Takes note of how what was just started is stopped again; the stops run in the opposite order. */
export type Undo = (work: () => Promise<void>) => void
