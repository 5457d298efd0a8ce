-- A study, who may write it, and how many records it has. Whoever holds the lease writes; token and lease are checked by the very
-- statement that appends.
create table scoot.study (
  name text primary key,
  records int not null default 0,
  lease uuid,                     -- of the present owner, a new one for each taking; null: free
  token bigint not null default 0, -- grows whenever statements that may still be on their way must have no effect
  owner text,                     -- for people
  expires timestamptz,            -- by this server's clock
  created timestamptz not null default clock_timestamp(),
  state text not null default 'open' check (state in ('open', 'done', 'stopped')),
  note text                       -- why it was stopped
);

create table scoot.record (
  study text not null references scoot.study (name) on delete cascade,
  n int not null check (n >= 0),
  lease uuid not null,            -- who wrote it
  token bigint not null,
  crc text not null,              -- covers the one before, the number and the record, as in a journal file
  record text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (study, n)
);
