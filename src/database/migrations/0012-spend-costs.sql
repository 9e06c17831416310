-- What a paid call was expected to cost, and what it came to. The expectation is written with the intent, from the price
-- list of that moment; the charge once, with the vendor's last word or with the task's end, whichever comes first.
alter table spends
  add column estimate          numeric(36, 6) check (estimate >= 0),
  add column estimate_currency text,
  -- Whether the vendor charges for what it could not finish; null: not known.
  add column charges_failures  boolean,
  -- told: the vendor said what it charged · listed: it delivered, or has not said otherwise, and its list says the
  -- estimate · free: nothing is charged · possible: nobody can tell whether it is. null: not over yet.
  add column charge            text check (charge in ('told', 'listed', 'free', 'possible')),
  add column amount            numeric(36, 6) check (amount >= 0),
  add column currency          text,
  add column charged_at        timestamptz,
  add constraint spends_estimate_whole check ((estimate is null) = (estimate_currency is null)),
  add constraint spends_charge_whole check ((charge is null) = (charged_at is null)),
  add constraint spends_refused_is_free check (outcome <> 'refused' or charge is null or charge = 'free'),
  add constraint spends_amount_charged check (amount is null or charge in ('told', 'listed', 'free'));

-- Calls of tasks that ended before there were prices: what they came to is not known, and is told as such.
update spends set
  charge = case
    when outcome = 'refused' then 'free'
    when outcome = 'accepted' and tasks.stage = 'done' then 'listed'
    else 'possible'
  end,
  charged_at = now()
from tasks where tasks.id = spends.task_id and (outcome = 'refused' or stage in ('done', 'failed'));

create index spends_by_time on spends (intended_at);
create index spends_possible on spends (intended_at) where charge = 'possible';
