-- Whom to tell that a task has ended: one row per task that asked for it, written with the task. It is the outbox: the
-- statement that ends the task makes it due, and any worker sends it (DESIGN 5).
create table notifications (
  task_id     text primary key references tasks (id) on delete cascade,
  url         text not null,
  -- Host and port of the URL: receivers are kept apart by it, so that one that hangs delays nobody else.
  receiver    text not null,
  -- The key that signs, sealed by the master key and bound to account and URL.
  secret      bytea not null,
  session_id  text,
  -- gone: the receiver said that it wants no more (410). dead: given up after the last try.
  state       text not null default 'awaiting' check (state in ('awaiting', 'due', 'delivered', 'gone', 'dead')),
  -- When the next attempt may begin. A worker that takes the row moves it behind the end of its lease.
  due_at      timestamptz,
  -- Counts the times a worker took the row; what an earlier one says later changes nothing.
  attempts    integer not null default 0,
  -- Counts failures since the task ended or was replayed: the place in the schedule.
  failures    integer not null default 0,
  last_answer text not null default '',
  updated_at  timestamptz not null default now()
);
create index notifications_due on notifications (receiver, due_at) where state = 'due';
