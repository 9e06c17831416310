-- Which task a create with this SessionId or Idempotency-Key made: for three days the same create answers the same task.
create table idempotency_keys (
  account_id bigint not null,
  key        text not null,
  -- Keyed hash of the request without its key: another request under the same key is refused.
  digest     text not null,
  task_id    text not null unique references tasks (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
