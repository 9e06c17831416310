-- When a worker that has this vendor in its configuration last said so: tasks of a vendor that everybody has forgotten must not
-- wait for ever.
alter table vendor_lanes add column served_at timestamptz not null default now();
