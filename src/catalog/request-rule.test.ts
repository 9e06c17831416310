import { describe, expect, test } from 'vitest'
import { bucketProblems } from './bucket-rule.ts'
import { requestComplaints } from './request-rule.ts'
import { urlProblem } from './url-rule.ts'

describe('an address', () => {
  test.each([
    'https://example.com/a.png',
    'HTTP://EXAMPLE.COM',
    'http://127.0.0.1:8080/a.png',
    'https://example.com/a b.png?x=1&y=2',
    'https://1500039689.vod-**.com/a/**oxE6jcA.png',
    'https://例え.jp/猫.png',
    `https://example.com/?token=${'x'.repeat(4000)}`,
  ])('%.60s may be fetched', (url) => {
    expect(urlProblem(url)).toBeUndefined()
  })
  test.each([
    ['', /empty/],
    ['a.png', /begins with http/],
    ['//example.com/a.png', /begins with http/],
    ['http:example.com', /begins with http/],
    [' https://example.com/a.png', /begins with http/],
    ['https://', /begins with http/],
    ['https://exa mple.com/', /begins with http/],
    ['ftp://example.com/a.png', /not ftp/],
    ['file:///etc/passwd', /not file/],
    ['javascript:alert(1)', /begins with http/],
    ['data:image/png;base64,AAAA', /by address only/],
    [`https://example.com/${'x'.repeat(9000)}`, /at most 8192/],
  ])('%.40s is refused', (url, reason) => {
    expect(urlProblem(url)?.en).toMatch(reason)
    expect(urlProblem(url)?.zh).toMatch(/\p{Script=Han}/u)
  })
})

describe('a bucket', () => {
  const good = { CosBucketName: 'aigc-***-video-1**58', CosBucketRegion: 'ap-guangzhou' }
  const paths = (param: object) => bucketProblems({ ...good, ...param }).map(({ path }) => path)
  test.each([
    {},
    { CosBucketPath: '' },
    { CosBucketPath: '/output/aigc-video/' },
    { CosBucketPath: '视频/..a' },
  ])('with %j is taken', (param) => {
    expect(paths(param)).toEqual([])
  })
  test.each([
    [{ CosBucketName: '' }, 'CosBucketName'],
    [{ CosBucketName: '..' }, 'CosBucketName'],
    [{ CosBucketName: 'a/b' }, 'CosBucketName'],
    [{ CosBucketRegion: 'evil.example/' }, 'CosBucketRegion'],
    [{ CosBucketRegion: '../../x' }, 'CosBucketRegion'],
    [{ CosBucketPath: 'a/../../b' }, 'CosBucketPath'],
    [{ CosBucketPath: 'a\\b' }, 'CosBucketPath'],
    [{ CosBucketPath: 'a\nb' }, 'CosBucketPath'],
    [{ CosBucketPath: 'x'.repeat(513) }, 'CosBucketPath'],
  ])('with %j is refused', (param, member) => {
    expect(paths(param)).toEqual([`StoreCosParam.${member}`])
  })
})

test('a hundred bad references are told once each up to sixteen', () => {
  const ImageInfos = Array.from({ length: 100 }, () => ({ ImageUrl: 'x' }))
  expect(requestComplaints({ ImageInfos })).toHaveLength(16)
})
