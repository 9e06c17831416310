import type { Rgb } from '../../subject/subject.ts'
import { hex } from '../paint/colour.ts'

/** Colours of a backdrop that go together. */
export type Scheme = {
  readonly top: Rgb
  readonly middle: Rgb
  readonly floor: Rgb
  readonly waves: readonly [Rgb, Rgb, Rgb]
  readonly light: Rgb
}

export const SCHEMES: readonly Scheme[] = [
  {
    top: hex('#16324f'),
    middle: hex('#3f7ea6'),
    floor: hex('#1d4463'),
    waves: [hex('#2f6f9a'), hex('#57a3c4'), hex('#9bd4dd')],
    light: hex('#d8f3f4'),
  },
  {
    top: hex('#3a2351'),
    middle: hex('#a25f8c'),
    floor: hex('#4a2c5c'),
    waves: [hex('#7d4580'), hex('#c9779a'), hex('#f2b3a8')],
    light: hex('#ffe6d6'),
  },
  {
    top: hex('#1e3d3a'),
    middle: hex('#6fa58a'),
    floor: hex('#284d46'),
    waves: [hex('#3f7a68'), hex('#86bd96'), hex('#d2e3ac')],
    light: hex('#f6f8dc'),
  },
  {
    top: hex('#4a2c28'),
    middle: hex('#d08a5e'),
    floor: hex('#5e3a30'),
    waves: [hex('#a35d47'), hex('#dd9a66'), hex('#f7d495')],
    light: hex('#fff3d8'),
  },
  {
    top: hex('#22283f'),
    middle: hex('#7f8fb5'),
    floor: hex('#2d3552'),
    waves: [hex('#4d5c88'), hex('#8c9dc6'), hex('#d4dcee')],
    light: hex('#ffffff'),
  },
]
