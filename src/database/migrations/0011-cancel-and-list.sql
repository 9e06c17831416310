-- How far a cancel has come (docs/adr/2026-11-22-a-cancel-has-three-ends.md). requested: a worker has to see to it.
-- unsent: nothing was ever sent to a vendor. stopped: the vendor stopped the job. discarded: it did not, and what it makes
-- is thrown away.
alter table tasks
  add column cancel text check (cancel in ('requested', 'unsent', 'stopped', 'discarded')),
  -- Once a cancel is requested the task ends as one: as failed, and with one of the three.
  add constraint tasks_cancel_ends check (
    cancel is null
    or cancel = 'requested' and stage not in ('done', 'failed')
    or cancel <> 'requested' and stage = 'failed'
  );
create index tasks_cancels on tasks (id) where cancel = 'requested';

-- A page of an account's tasks, newest first, of any stages: each stage is read in order, and they are merged. Counts of
-- one account's unfinished tasks read nothing but this.
drop index tasks_by_account;
create index tasks_by_account on tasks (account_id, stage, created_at desc, id desc);

alter table accounts
  -- Tasks that may be unfinished at a time; null: as configured, 0: no limit.
  add column unfinished_max integer check (unfinished_max >= 0);
