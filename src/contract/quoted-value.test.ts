import { describe, expect, test } from 'vitest'
import { quotedValue } from './quoted-value.ts'

describe('a value repeated in a message', () => {
  test('keeps short texts and numbers as they are', () => {
    expect(quotedValue('720P')).toBe('720P')
    expect(quotedValue(7)).toBe('7')
    expect(quotedValue('')).toBe('')
  })
  test('shows neither the query nor the user of an address', () => {
    expect(quotedValue('https://a.example/b.png?X-Amz-Signature=secret')).toBe('https://a.example/b.png?…')
    expect(quotedValue('https://user:secret@a.example/b.png')).toBe('https://a.example/b.png')
    expect(quotedValue(' https://user:secret@a.example/b.png?sign=secret')).toBe(' https://a.example/b.png?…')
    expect(quotedValue('cos://a.example/b.png?sign=secret')).toBe('cos://a.example/b.png?…')
    expect(quotedValue('a.example/b.png?sign=secret')).toBe('a.example/b.png?…')
    expect(quotedValue('who goes there? x=1')).toBe('who goes there? x=1')
    expect(quotedValue('ftp://user:secret@a.example/b.png')).toBe('ftp://a.example/b.png')
  })
  test('is cut at sixty code points without splitting a character', () => {
    expect(quotedValue('猫'.repeat(500))).toBe(`${'猫'.repeat(60)}…`)
    expect(quotedValue('🐈'.repeat(500))).toBe(`${'🐈'.repeat(60)}…`)
  })
  test('stays on one line', () => {
    expect(quotedValue('a\r\nb\u0007c')).toBe('a b c')
  })
  test('counts the items of a list', () => {
    expect(quotedValue([1])).toBe('1 item')
    expect(quotedValue([1, 2, 3])).toBe('3 items')
  })
})
