/**
 * An amount of money, exact: whole millionths of the unit. Sums and products of whole numbers stay whole, so that no
 * cent is lost to a floating point (docs/adr/2026-11-22-money-is-whole-millionths.md).
 */
export type Money = {
  /** 0.042 USD is 42,000. */
  readonly micros: bigint
  /** ISO 4217, or the vendor's own unit: `USD`, `CNY`, `credits`. */
  readonly currency: string
}

const decimals = 6
const microsPerUnit = 10n ** BigInt(decimals)

/** What the database's `numeric(36,6)` holds. */
const amountForm = /^(\d{1,30})(?:\.(\d{1,6}))?$/

/** `0.042` as 42,000 millionths; `null` for what is no such amount. Nothing is rounded. */
export function parseAmount(text: string): bigint | null {
  const [, whole, fraction = ''] = amountForm.exec(text) ?? []
  if (whole === undefined) return null
  return BigInt(whole) * microsPerUnit + BigInt(fraction.padEnd(decimals, '0'))
}

/** An amount that we wrote ourselves. @throws RangeError for what is none. */
export function money(amount: string, currency: string): Money {
  const micros = parseAmount(amount)
  if (micros === null) throw new RangeError(`${JSON.stringify(amount)} is no amount of money.`)
  return { micros, currency }
}

/** `42000n` as `0.042`: as short as it is exact. */
export function amountText(micros: bigint): string {
  const fraction = String(micros % microsPerUnit)
    .padStart(decimals, '0')
    .replace(/0+$/, '')
  return `${micros / microsPerUnit}${fraction === '' ? '' : `.${fraction}`}`
}

/** `0.21 USD`. */
export const moneyText = ({ micros, currency }: Money): string => `${amountText(micros)} ${currency}`
