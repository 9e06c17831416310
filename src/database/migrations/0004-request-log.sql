-- The newest requests, for people who ask what became of theirs. A ring: the oldest rows go as new ones come, so there
-- is nothing to keep here that is not in tasks, and an account may be gone before its rows are.
create table requests (
  number          bigint primary key generated always as identity,
  request_id      text not null unique,
  at              timestamptz not null,
  -- Null until the signature has proved right; the SecretId is what the request claims.
  account_id      bigint,
  secret_id       text not null,
  action          text not null,
  -- Empty when the request was served.
  code            text not null,
  message         text not null,
  address         text not null,
  client          text not null,
  latency_ms      integer not null,
  task_id         text not null,
  edition         text not null,
  signature       text not null,
  request_bytes   integer not null,
  explanation     text not null
);
