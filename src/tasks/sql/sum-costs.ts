import { repeatableStatement } from '../../database/database.ts'

/**
 * What was spent from $1 to before $2, by what is asked for: account ($3), vendor ($4), day or month in UTC ($5: a
 * format). Every call is one count and at most one estimate and one charge; each sum is of one currency.
 */
export const sumCosts = repeatableStatement<{
  account: string | null
  vendor: string | null
  period: string | null
  currency: string | null
  tasks: bigint
  estimated: string | null
  told: string | null
  listed: string | null
  running: string | null
  possible: string | null
}>(
  'sum-costs',
  `select account, vendor, period, currency,
     count(*) filter (where kind = 'task') as tasks,
     sum(part) filter (where kind = 'estimated') as estimated,
     sum(part) filter (where kind = 'told') as told,
     sum(part) filter (where kind = 'listed') as listed,
     sum(part) filter (where kind = 'running') as running,
     sum(part) filter (where kind = 'possible') as possible
   from (
     select
       case when $3 then accounts.name end as account,
       case when $4 then spends.vendor end as vendor,
       case when $5 <> '' then to_char(intended_at at time zone 'UTC', $5) end as period,
       line.*
     from spends
     join tasks on tasks.id = task_id
     join accounts on accounts.account_id = tasks.account_id
     cross join lateral (values
       ('task', coalesce(currency, estimate_currency), null::numeric),
       ('estimated', estimate_currency, estimate),
       (charge, currency, amount),
       (case when charge is null then 'running' when charge = 'possible' then 'possible' end, estimate_currency, estimate)
     ) as line (kind, currency, part)
     where intended_at >= $1 and intended_at < $2 and outcome <> 'refused'
       and ($6::text is null or accounts.name = $6 or accounts.app_id::text = $6)
       and (kind = 'task' or part is not null)
   ) as lines
   group by account, vendor, period, currency
   order by period, account, vendor, currency`,
)
