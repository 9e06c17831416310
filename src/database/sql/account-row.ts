/** An account as the statements that show one return it. */
export type AccountRow = {
  account_id: bigint
  app_id: bigint
  name: string
  created_at: Date
  create_per_second: number | null
  describe_per_second: number | null
  unfinished_max: number | null
  allowed_addresses: string[]
  denied_addresses: string[]
}

export const accountColumns =
  'account_id, app_id, name, created_at, create_per_second, describe_per_second, unfinished_max, allowed_addresses, denied_addresses'
