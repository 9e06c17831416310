import { repeatableStatement } from '../database.ts'
import { accountColumns, type AccountRow } from './account-row.ts'

/**
 * Changes what the policy names: members that it leaves out stay as they are, `null` is a value. Ranges are cut to
 * their prefix, sorted, and kept once.
 */
export const changeAccount = repeatableStatement<AccountRow>(
  'change-account',
  `update accounts set
     create_per_second = case when asked.policy ? 'createPerSecond'
       then (asked.policy->>'createPerSecond')::integer else create_per_second end,
     describe_per_second = case when asked.policy ? 'describePerSecond'
       then (asked.policy->>'describePerSecond')::integer else describe_per_second end,
     unfinished_max = case when asked.policy ? 'unfinishedMax'
       then (asked.policy->>'unfinishedMax')::integer else unfinished_max end,
     allowed_addresses = case when asked.policy ? 'allowedAddresses' then array(
       select distinct network(range::inet)::inet as range
       from jsonb_array_elements_text(asked.policy->'allowedAddresses') as range order by range
     ) else allowed_addresses end,
     denied_addresses = case when asked.policy ? 'deniedAddresses' then array(
       select distinct network(range::inet)::inet as range
       from jsonb_array_elements_text(asked.policy->'deniedAddresses') as range order by range
     ) else denied_addresses end
   from (select $2::jsonb as policy) as asked
   where account_id = $1
   returning ${accountColumns}`,
)
