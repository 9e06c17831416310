-- Every process that works on tasks, for as long as anybody may ask about it. It beats every 2 seconds; one that is silent
-- for too long is fenced by another, and from then on the database serves it no more.
create table workers (
  executor_id text primary key,
  host        text not null,
  process_id  integer not null,
  version     text not null,
  started_at  timestamptz not null default clock_timestamp(),
  beat_at     timestamptz not null default clock_timestamp(),
  -- For good: who is fenced comes back under another name only.
  fenced_at   timestamptz,
  -- The worker that fenced it; itself, when it left in an orderly way.
  fenced_by   text,
  -- When the last of what it ran had been handed on.
  cleared_at  timestamptz
);
