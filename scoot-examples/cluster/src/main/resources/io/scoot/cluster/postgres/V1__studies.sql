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

-- Trials that were handed out and whose outcome is not in the records yet. The study's owner writes and deletes them under its lease;
-- workers claim them, prolong their claims, and leave the outcome.
create table scoot.trial (
  study text not null references scoot.study (name) on delete cascade,
  number int not null,
  attempt int not null,
  trial text not null,            -- JSON
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  claim uuid,                     -- of the worker who has it, a new one for each claiming
  claims int not null default 0,
  worker text,                    -- for people
  expires timestamptz,            -- of the claim
  outcome text,                   -- JSON, of a trial that is done
  handed_out timestamptz not null default clock_timestamp(),
  started timestamptz,
  finished timestamptz,
  primary key (study, number)
);

create index trial_open on scoot.trial (handed_out) where state <> 'done';

create view scoot.study_overview as
select s.name, s.state, s.note, s.owner, s.expires as lease_until, s.records,
  r.measured, r.crashed, r.failed, t.waiting, t.running, t.done as untold, r.last_record
from scoot.study s
cross join lateral (
  select count(*) filter (where record like '{"event":"told"%' and record like '%,"measured":{%') as measured,
    count(*) filter (where record like '{"event":"told"%' and record like '%,"crashed":"%') as crashed,
    count(*) filter (where record like '{"event":"told"%' and record like '%,"failed":"%') as failed,
    max(at) as last_record
  from scoot.record where study = s.name) r
cross join lateral (
  select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'running') as running,
    count(*) filter (where state = 'done') as done
  from scoot.trial where study = s.name) t;
