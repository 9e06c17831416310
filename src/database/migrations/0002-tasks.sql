-- The tasks table is the truth and the read model; the workflow engine only drives it (DESIGN 5).
create table tasks (
  id                text primary key,
  account_id        bigint not null,
  stage             text not null default 'queued'
                    check (stage in ('queued', 'intake', 'submit', 'render', 'collect', 'deliver', 'done', 'failed')),
  vendor            text not null,
  request_id        text not null,
  request           jsonb not null,
  job               jsonb not null,
  images            jsonb,
  ticket            jsonb,
  clips             jsonb,
  results           jsonb,
  message           text not null default '',
  -- Counts the claims: a write that carries an older version changes nothing.
  ownership_version integer not null default 0,
  owner             text,
  -- The row is the outbox: null until the engine has the workflow.
  enqueued_at       timestamptz,
  redrives          integer not null default 0,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  -- When the vendor took the job: the render's time limit counts from here, across restarts.
  submitted_at      timestamptz,
  finished_at       timestamptz
);
create index tasks_by_account on tasks (account_id, created_at desc);
create index tasks_outbox on tasks (created_at) where enqueued_at is null;
create index tasks_unfinished on tasks (enqueued_at) where stage not in ('done', 'failed');

-- Everything that happened to a task, in order: this is the timeline people see.
create table task_events (
  task_id text not null references tasks (id) on delete cascade,
  number  bigint generated always as identity,
  at      timestamptz not null default clock_timestamp(),
  stage   text not null,
  kind    text not null,
  detail  jsonb not null default '{}',
  primary key (task_id, number)
);
-- A task ends once, whatever raced to end it.
create unique index task_events_one_end on task_events (task_id) where kind = 'ended';

-- One row per paid call, committed before the call leaves: what we do not know we may not send again.
create table spends (
  task_id     text not null references tasks (id) on delete cascade,
  attempt     integer not null,
  vendor      text not null,
  outcome     text not null default 'intended' check (outcome in ('intended', 'accepted', 'refused', 'unknown')),
  reason      text not null default '',
  intended_at timestamptz not null default clock_timestamp(),
  settled_at  timestamptz,
  primary key (task_id, attempt)
);
-- At most one call in the air, and at most one accepted, per task.
create unique index spends_one_open on spends (task_id) where outcome in ('intended', 'unknown', 'accepted');
