-- What every service keeps beside its events. Additive and idempotent: run at each start, under an advisory lock.
create schema if not exists hosting;

-- The epoch of this database: raised when it is restored from a backup.
create table if not exists hosting.epoch (
    only_row boolean primary key default true check (only_row),
    value int not null
);
insert into hosting.epoch (value) values (1) on conflict do nothing;

-- Answers kept under Idempotency-Key for seven days.
create table if not exists hosting.replies (
    tenant_id varchar not null,
    subject varchar not null,
    route varchar not null,
    key varchar not null,
    body_hash varchar not null,
    status int not null,
    body text not null,
    location varchar not null,
    etag varchar not null,
    kept_at timestamptz not null,
    primary key (tenant_id, subject, route, key)
);
create index if not exists replies_kept_at on hosting.replies (kept_at);

-- How far this service has read each other service's changes.
create table if not exists hosting.cursors (
    source varchar primary key,
    epoch int not null,
    position bigint not null
);

-- Messages that failed, and later ones of the same subject, held back behind them.
create table if not exists hosting.parked (
    source varchar not null,
    position bigint not null,
    tenant_id varchar not null,
    subject varchar not null,
    change jsonb not null,
    reason text not null,
    parked_at timestamptz not null,
    primary key (source, position)
);
create index if not exists parked_subject on hosting.parked (source, tenant_id, subject, position);

-- What a source ever said of its streams of a kind, read again on an operator's word: after which stream it goes on, and what came of it.
create table if not exists hosting.rereadings (
    source varchar not null,
    kind varchar not null,
    after varchar,
    streams bigint not null default 0,
    total bigint,
    learnt bigint not null default 0,
    failed varchar[] not null default '{}',
    begun_at timestamptz not null,
    ended_at timestamptz,
    primary key (source, kind)
);

-- Moves a cursor by compare-and-set; raises, so that the effect beside it does not commit either.
drop function if exists hosting.advance(varchar, int, bigint, bigint);
create or replace procedure hosting.advance_cursor(of_source varchar, of_epoch int, from_position bigint, to_position bigint)
language plpgsql as $$
begin
    if from_position = 0 then
        insert into hosting.cursors (source, epoch, position) values (of_source, of_epoch, 0) on conflict do nothing;
    end if;
    update hosting.cursors set position = to_position where source = of_source and epoch = of_epoch and position = from_position;
    if not found then
        raise exception 'cursor % is not at %-%', of_source, of_epoch, from_position using errcode = 'CU001';
    end if;
end $$;

-- What operators did, and why. A message that was discarded is kept whole in detail.
create table if not exists hosting.operator_acts (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    by varchar not null,
    act varchar not null,
    target varchar not null,
    reason text,
    detail jsonb
);

-- Position of the first event that was recorded at an instant or later; one above the last where there is none, null where there is no event.
-- Positions and instants grow together but for moments, so it halves the log some twenty times by the primary key.
create or replace function hosting.position_at(instant timestamptz) returns bigint language plpgsql stable as $$
declare
    low bigint := (select min(seq_id) from events.mt_events);
    high bigint := (select max(seq_id) + 1 from events.mt_events);
    middle bigint;
    met record;
begin
    while low < high loop
        middle := low + (high - low) / 2;
        select e.seq_id, e.timestamp into met from events.mt_events e where e.seq_id >= middle order by e.seq_id limit 1;
        if met.timestamp < instant then
            low := met.seq_id + 1;
        else
            high := middle;
        end if;
    end loop;
    return low;
end $$;
