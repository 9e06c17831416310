import { createMetrics } from './metrics.ts'

/** `docs/metrics.md`: every metric of ours, written from where they are registered. */
export function metricsPage(): string {
  const rows = createMetrics(noSources)
    .list()
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, type, labels, help }) => {
      const names = labels.map((label) => `\`${label}\``).join(', ')
      return `| \`${name}\` | ${type} | ${names} | ${help} |`
    })
  return [
    '<!-- Written by scripts/generate-docs.ts. Change src/telemetry/metrics/, not this page. -->',
    '# Metrics',
    'Every process, API and worker, serves `GET /metrics` for Prometheus, beside `/livez` and `/readyz`. Labels have few values: never an id, never a word that a caller may choose. Durations are histograms: `_count` and `_sum` come with the buckets. `reelay_tasks`, `reelay_task_oldest_age_seconds`, `reelay_queue_oldest_age_seconds` and `reelay_lane_*` tell of the whole database, so take the maximum over the processes; all others tell of their own process, so sum them. Beside these there are the usual `process_*` and `nodejs_*` metrics, among them `nodejs_eventloop_lag_p99_seconds`.',
    ['| Metric | Type | Labels | Meaning |', '|---|---|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n')
}

const noSources: Parameters<typeof createMetrics>[0] = {
  actions: [],
  droppedNotes: () => 0,
  traffic: () => ({ connections: 0, requests: 0 }),
  unfinishedTasks: async () => [],
  lanes: async () => [],
  build: { version: '', edition: '', role: '' },
  pools: () => [],
  freeBytes: async () => null,
}
