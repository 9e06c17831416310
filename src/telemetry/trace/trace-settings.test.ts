import { describe, expect, test } from 'vitest'
import { readTraceSettings } from './trace-settings.ts'

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }

function read(environment: Record<string, string>) {
  const problems: string[] = []
  return { settings: readTraceSettings(environment, (problem) => problems.push(problem)), problems }
}

describe('traces are off', () => {
  test.each([
    ['when nobody named a receiver', {}],
    ['when OpenTelemetry is disabled as a whole', { ...endpoint, OTEL_SDK_DISABLED: 'TRUE' }],
    ['when the exporter of traces is none', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }],
  ])('%s, without a word', (_why, environment) => {
    expect(read(environment)).toEqual({ settings: null, problems: [] })
  })

  test.each([
    ['a URL that is none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, /not a URL/],
    ['gRPC, which is not spoken', { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /not gRPC/],
  ])('with a warning for %s', (_what, environment, problem) => {
    const { settings, problems } = read(environment)
    expect(settings).toBeNull()
    expect(problems).toEqual([expect.stringMatching(problem)])
  })
})

test('the standard variables say where, who, how much and with which headers', () => {
  const { settings, problems } = read({
    ...endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer%20abc, x-tenant=a=b,nonsense,percent=100%',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,deployment.environment.name=test',
    OTEL_SERVICE_NAME: 'films',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_EXPORTER_OTLP_TIMEOUT: '3000',
  })
  expect(problems).toEqual([])
  expect(settings).toMatchObject({
    url: 'http://collector:4318/v1/traces',
    headers: { Authorization: 'Bearer abc', 'x-tenant': 'a=b', percent: '100%' },
    resource: { 'service.name': 'films', 'deployment.environment.name': 'test' },
    sampledShare: 0.25,
    timeoutSeconds: 3,
    waitingMax: 2048,
    delaySeconds: 5,
  })
})

test('an endpoint for traces alone is taken as it is', () => {
  const { settings } = read({ ...endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in' })
  expect(settings?.url).toBe('https://traces.example/in')
})

test('what cannot be read is told, and the default holds', () => {
  const { settings, problems } = read({
    ...endpoint,
    OTEL_TRACES_SAMPLER: 'jaeger_remote',
    OTEL_BSP_MAX_QUEUE_SIZE: 'many',
  })
  expect(settings).toMatchObject({ sampledShare: 1, waitingMax: 2048 })
  expect(problems).toHaveLength(2)
})
