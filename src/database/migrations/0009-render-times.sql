-- How long the renders of a model took, of all workers: weights of log-scaled bins, in which old renders fade
-- (pipeline/looks/render-times.ts). Statistics, not truth: a row may be deleted at any time.
create table render_times (
  vendor     text not null,
  -- Family, version, resolution and duration: `Kling 2.6 720P 5s`.
  model_key  text not null,
  weights    real[] not null,
  updated_at timestamptz not null default now(),
  primary key (vendor, model_key)
);
