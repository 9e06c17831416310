import type { Family } from '../../grammar.ts'
import { everyFamily } from '../every-family.ts'
import { allScenes, omni } from './kling-versions.ts'

/**
 * The images, videos and sounds that Kling works with. The page names the scenes and not what they need: that is in
 * Kling's own API (motion control: an image and a video; avatar: an image and a sound; lip sync: a video). It also
 * gives videos to O1 and 3.0-Omni only, which cannot be meant for scenes that consist of one.
 */
export const klingMaterial = {
  ImageUrl: [
    {
      when: { scene: ['motion_control', 'avatar_i2v'] },
      allowed: true,
      required: true,
      because: 'the scene moves whoever is in this image',
      source: 'reelay',
    },
    {
      when: { scene: ['lip_sync'] },
      refused: true,
      because: 'the lips in the video itself are moved',
      source: 'reelay',
    },
    ...everyFamily.ImageUrl,
  ],
  LastImageUrl: [
    { when: { scene: allScenes }, refused: true, because: 'a scene has no end frame', source: 'reelay' },
    {
      when: { version: ['2.0', 'O1', '3.0', '3.0-Omni'] },
      allowed: true,
      requires: ['ImageUrl'],
      source: 'later',
    },
    {
      when: { version: ['1.6', '2.1', '2.5', '2.6'], resolution: ['1080P'] },
      allowed: true,
      requires: ['ImageUrl'],
      source: 'later',
    },
    {
      refused: true,
      because: 'the versions 1.6, 2.1, 2.5 and 2.6 render between two frames at 1080P only',
      source: 'later',
    },
  ],
  ImageInfos: [
    {
      when: { scene: allScenes },
      refused: true,
      because: 'a scene takes no reference images',
      source: 'reelay',
    },
    {
      when: { version: omni, mode: ['video'] },
      count: { from: 0, to: 4 },
      excludes: ['ImageUrl', 'LastImageUrl'],
      because: 'the page offers frames and reference images as two ways',
      source: 'later',
    },
    {
      when: { version: omni },
      count: { from: 1, to: 7 },
      excludes: ['ImageUrl', 'LastImageUrl'],
      because: 'the page offers frames and reference images as two ways',
      source: 'later',
    },
    {
      when: { version: ['1.6'] },
      count: { from: 1, to: 4 },
      excludes: ['ImageUrl', 'LastImageUrl'],
      because: 'the page offers frames and reference images as two ways',
      source: 'later',
    },
    {
      refused: true,
      because: 'only the versions 1.6, O1 and 3.0-Omni take reference images',
      source: 'later',
    },
  ],
  ReferenceType: [{ refused: true, because: 'it says something to GV and Vidu only', source: 'later' }],
  ReferType: [
    {
      when: { scene: ['motion_control'] },
      oneOf: ['feature'],
      default: 'feature',
      because: 'the image moves as the video does',
      source: 'reelay',
    },
    {
      when: { scene: ['lip_sync'] },
      oneOf: ['base'],
      default: 'base',
      because: 'the lips in the video itself are moved',
      source: 'reelay',
    },
    { oneOf: ['base', 'feature'], default: 'base', source: 'later' },
  ],
  VideoInfos: [
    {
      when: { scene: ['motion_control'] },
      count: { from: 1, to: 1 },
      excludes: [],
      required: true,
      because: 'the image moves as the video does',
      source: 'reelay',
    },
    {
      when: { scene: ['lip_sync'] },
      count: { from: 1, to: 1 },
      excludes: [],
      required: true,
      because: 'the lips in the video itself are moved',
      source: 'reelay',
    },
    {
      when: { scene: ['avatar_i2v'] },
      refused: true,
      because: 'an avatar is made of an image and a sound',
      source: 'reelay',
    },
    {
      when: { version: omni, video: ['base'] },
      count: { from: 1, to: 1 },
      excludes: ['ImageUrl', 'LastImageUrl'],
      because: 'a video that is edited brings its own frames',
      source: 'later',
    },
    {
      when: { version: omni },
      count: { from: 1, to: 1 },
      excludes: [],
      because: 'Kling follows one video at a time',
      source: 'kling',
    },
    { refused: true, because: 'only the versions O1 and 3.0-Omni take a video', source: 'later' },
  ],
  AudioInfos: [
    {
      when: { scene: ['avatar_i2v'] },
      count: { from: 1, to: 1 },
      excludes: [],
      required: true,
      because: 'an avatar is made of an image and a sound',
      source: 'reelay',
    },
    {
      when: { scene: ['lip_sync'] },
      count: { from: 1, to: 1 },
      excludes: [],
      because: 'the lips move to one sound, or to the words of the prompt',
      source: 'reelay',
    },
    {
      refused: true,
      because: 'only the scenes avatar_i2v and lip_sync work with a sound',
      source: 'reelay',
    },
  ],
} as const satisfies Pick<
  Family['clauses'],
  'ImageUrl' | 'LastImageUrl' | 'ImageInfos' | 'ReferenceType' | 'ReferType' | 'VideoInfos' | 'AudioInfos'
>
