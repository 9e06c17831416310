/**
 * A film of colour bars as H.264, without an encoder (ITU-T H.264, baseline profile, CAVLC). The first picture says the
 * colour of each bar once, in a macroblock of plain samples, and lets the others be predicted from it; every later one
 * says "as before", but for the bar at its foot that grows while the film plays.
 */
export type ColourBars = {
  /** What a player has to know first: AVCDecoderConfigurationRecord. */
  readonly description: Uint8Array
  readonly pictures: readonly Uint8Array[]
}

type Size = { readonly columns: number; readonly rows: number }

/** Y, Cb and Cr of the usual bars at 75 %, limited range. */
const colours: readonly (readonly [number, number, number])[] = [
  [180, 128, 128],
  [162, 44, 142],
  [131, 156, 44],
  [112, 72, 58],
  [84, 184, 198],
  [65, 100, 212],
  [35, 212, 114],
]
const white = [235, 128, 128] as const
/** As high as 4K needs. */
const level = 51
const frameNumberBits = 16

export function drawColourBars(width: number, height: number, pictureCount: number): ColourBars {
  const size = { columns: Math.ceil(width / 16), rows: Math.ceil(height / 16) }
  const [sequence, picture] = [sequenceParameters(size, width, height), pictureParameters()]
  const pictures = [firstPicture(size)]
  for (let number = 1; number < pictureCount; number++) {
    const from = Math.floor((number * size.columns) / pictureCount)
    const to = Math.floor(((number + 1) * size.columns) / pictureCount)
    pictures.push(nextPicture(size, number, from, to))
  }
  const description = [1, 66, 0xc0, level, 0xff, 0xe1, ...counted(sequence, 2), 1, ...counted(picture, 2)]
  return {
    description: Uint8Array.from(description),
    pictures: pictures.map((unit) => Uint8Array.from(counted(unit, 4))),
  }
}

/** 7.3.2.1 */
function sequenceParameters({ columns, rows }: Size, width: number, height: number): number[] {
  const bits = new Bits().fixed(66, 8).fixed(0xc0, 8).fixed(level, 8).unsigned(0)
  bits.unsigned(frameNumberBits - 4)
  // Pictures are shown in the order in which they come; each refers to the one before.
  bits.unsigned(2).unsigned(1).fixed(0, 1)
  bits.unsigned(columns - 1).unsigned(rows - 1)
  bits.fixed(0b11, 2)
  const [surplusX, surplusY] = [columns * 16 - width, rows * 16 - height]
  bits
    .fixed(1, 1)
    .unsigned(0)
    .unsigned(surplusX / 2)
  bits.unsigned(0).unsigned(surplusY / 2)
  return unitOf(0x67, bits.fixed(0, 1))
}

/** 7.3.2.2: nothing unusual, but the deblocking filter can be switched off. */
function pictureParameters(): number[] {
  const bits = new Bits().unsigned(0).unsigned(0).fixed(0, 2).unsigned(0).unsigned(0).unsigned(0)
  return unitOf(0x68, bits.fixed(0, 3).signedZero().signedZero().signedZero().fixed(0b100, 3))
}

function firstPicture({ columns, rows }: Size): number[] {
  // An I slice of picture 0, and no filter.
  const bits = new Bits().unsigned(0).unsigned(7).unsigned(0).fixed(0, frameNumberBits).unsigned(0)
  bits.fixed(0, 2).signedZero().unsigned(1)
  const barOf = (column: number) => Math.floor((column * colours.length) / columns)
  const begins = (column: number) => column === 0 || barOf(column) !== barOf(column - 1)
  for (let column = 0; column < columns; column++) {
    if (begins(column)) plain(bits.unsigned(25), colours[barOf(column)] ?? white)
    else predicted(bits, 'from the left', begins(column - 1))
  }
  for (let row = 1; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      predicted(bits, 'from above', row === 1 && begins(column))
    }
  }
  return unitOf(0x65, bits)
}

function nextPicture({ columns, rows }: Size, number: number, from: number, to: number): number[] {
  const bits = new Bits().unsigned(0).unsigned(5).unsigned(0).fixed(number, frameNumberBits)
  bits.fixed(0, 3).signedZero().unsigned(1)
  let skipped = columns * (rows - 1) + from
  for (let column = from; column < to; column++) {
    plain(bits.unsigned(skipped).unsigned(5 + 25), white)
    skipped = 0
  }
  if (to < columns || skipped > 0) bits.unsigned(skipped + columns - to)
  return unitOf(0x41, bits)
}

/** The samples of a macroblock, as they are (I_PCM). */
function plain(bits: Bits, [luma, blue, red]: readonly [number, number, number]): void {
  bits.align()
  for (const [value, count] of [
    [luma, 256],
    [blue, 64],
    [red, 64],
  ] as const) {
    for (let index = 0; index < count; index++) bits.fixed(value, 8)
  }
}

/**
 * A macroblock that is what its neighbour is (Intra_16x16 without a residual). How "no coefficient" is written depends on
 * the neighbours: a plain one counts as full (9.2.1).
 */
function predicted(bits: Bits, how: 'from above' | 'from the left', besidePlain: boolean): void {
  bits.unsigned(how === 'from above' ? 1 : 2).unsigned(how === 'from above' ? 2 : 1)
  bits.signedZero()
  if (besidePlain) bits.fixed(0b000011, 6)
  else bits.fixed(1, 1)
}

class Bits {
  readonly bytes: number[] = []
  #byte = 0
  #filled = 0

  fixed(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.#byte = (this.#byte << 1) | ((value >> bit) & 1)
      if (++this.#filled < 8) continue
      this.bytes.push(this.#byte)
      this.#byte = 0
      this.#filled = 0
    }
    return this
  }

  /** Exponential Golomb (9.1). */
  unsigned(value: number): this {
    const length = 31 - Math.clz32(value + 1)
    return this.fixed(0, length).fixed(value + 1, length + 1)
  }

  signedZero(): this {
    return this.unsigned(0)
  }

  align(): this {
    return this.#filled === 0 ? this : this.fixed(0, 8 - this.#filled)
  }
}

/** A unit of the stream: no three bytes in it look like the beginning of another (7.4.1.1). */
function unitOf(head: number, bits: Bits): number[] {
  const { bytes } = bits.fixed(1, 1).align()
  const unit = [head]
  let zeros = 0
  for (const byte of bytes) {
    if (zeros === 2 && byte <= 3) {
      unit.push(3)
      zeros = 0
    }
    unit.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return unit
}

/** Its length in front. */
function counted(unit: readonly number[], lengthBytes: number): number[] {
  const length = Array.from(
    { length: lengthBytes },
    (_, index) => Math.floor(unit.length / 256 ** (lengthBytes - 1 - index)) % 256,
  )
  return [...length, ...unit]
}
