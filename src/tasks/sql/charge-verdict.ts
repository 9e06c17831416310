/**
 * The charge of a call, as the columns of an UPDATE of `spends`, from how it came out, the vendor's last word (`said`:
 * finished, failed, stopped or null) and what it says that it charged; each an SQL expression. The one rule for all who
 * settle: docs/adr/2026-11-22-a-call-is-charged-once.md.
 */
export const chargeVerdict = (outcome: string, said: string, amount: string, currency: string): string =>
  `(charge, amount, currency) = (
     select kind,
       case kind when 'told' then ${amount}::numeric when 'listed' then estimate when 'free' then estimate * 0 end,
       case kind when 'told' then ${currency}::text when 'listed' then estimate_currency when 'free' then estimate_currency end
     from (select case
       when ${outcome} = 'refused' then 'free'
       when ${outcome} <> 'accepted' then 'possible'
       when ${amount}::numeric is not null then 'told'
       when ${said}::text in ('failed', 'stopped') and charges_failures is null then 'possible'
       when ${said}::text in ('failed', 'stopped') and not charges_failures then 'free'
       else 'listed'
     end) as verdict (kind)
   ), charged_at = clock_timestamp()`

/** The same as the timeline tells it. */
export const chargeNote = `jsonb_strip_nulls(jsonb_build_object(
     'charge', charge, 'amount', trim_scale(amount)::text, 'currency', currency))`
