-- Who may start: the rows that wait are the queue, and a lane per vendor says how many may be under way (DESIGN 5).
alter table tasks
  -- Within an account: the higher goes first.
  add column priority smallint not null default 0 check (priority between -10 and 10);

-- Each account's line in each lane, in the order in which it is served: a loose scan finds the heads of all of them.
create index tasks_waiting on tasks (vendor, account_id, priority desc, created_at, id)
  where enqueued_at is null and stage not in ('done', 'failed');
-- Tasks that hold a slot of their vendor: admitted, and not rendered yet.
create index tasks_in_flight on tasks (vendor, account_id)
  where enqueued_at is not null and stage in ('queued', 'intake', 'submit', 'render');
drop index tasks_outbox;

create table vendor_lanes (
  vendor         text primary key,
  -- As configured, by the worker that started last: in all, or for each worker that lives.
  slots          integer not null check (slots >= 1),
  per_worker     boolean not null,
  -- Submits that the vendor's key allows; null: as fast as slots come free.
  per_second     float8 check (per_second > 0),
  -- What the vendor's "too many" has left of the slots; grows back with every job that it takes. Null: all of them.
  reduced_to     float8,
  reduced_at     timestamptz,
  -- Nothing is sent before then, and why.
  paused_until   timestamptz,
  paused_because text not null default '',
  -- How many pauses have followed each other without a job being taken: each is longer than the last.
  pauses         integer not null default 0,
  -- How many jobs may leave until the vendor has answered: it is probed after a pause, not stormed. Null: any number.
  credit         integer,
  -- When the next job may leave (the theoretical arrival time of GCRA).
  next_send_at   timestamptz,
  last_sent_at   timestamptz,
  -- An operator has closed the lane until he opens it again.
  stopped_at     timestamptz
) with (fillfactor = 50);

-- When an account was last served in a lane: of accounts with as much in flight, whoever waits for his turn longest.
create table lane_turns (
  vendor     text not null,
  account_id bigint not null,
  turn_at    timestamptz not null,
  primary key (vendor, account_id)
) with (fillfactor = 80);
