-- What an account may do and from where, and keys that end.
alter table accounts
  add constraint accounts_name_key unique (name),
  -- Calls per second; null: as configured, 0: no limit.
  add column create_per_second   integer check (create_per_second >= 0),
  add column describe_per_second integer check (describe_per_second >= 0),
  -- Who may call; empty: everybody. IPv4 as IPv4, never as mapped IPv6.
  add column allowed_addresses   inet[] not null default '{}' check (cardinality(allowed_addresses) <= 256),
  -- Who may not, also when allowed.
  add column denied_addresses    inet[] not null default '{}' check (cardinality(denied_addresses) <= 256);

alter table access_keys
  -- SHA-256 of the token that has to come with a temporary key; null: a permanent one.
  add column token_hash bytea,
  -- When it ends: a temporary key, and one that another has taken the place of.
  add column expires_at timestamptz,
  add check (token_hash is null or expires_at is not null);
create index access_keys_temporary on access_keys (expires_at) where token_hash is not null;
