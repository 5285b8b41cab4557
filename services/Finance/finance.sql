-- What Finance keeps beside its events. Additive and idempotent: run at each start, under an advisory lock.
create schema if not exists finance;

-- Raised by one with every change of a district's products or banks.
create table if not exists finance.catalogues (
    tenant_id varchar primary key,
    version bigint not null
);

-- How far each bank's queue has been filled. A refill sets position back; highest stays, so that a repeat is known as one.
create table if not exists finance.deliveries (
    tenant_id varchar not null,
    bank_id varchar not null,
    position bigint not null default 0,
    highest bigint not null default 0,
    primary key (tenant_id, bank_id)
);

-- Up to where the bank has said that it holds its feed: from there a lost queue is filled again.
alter table finance.deliveries add column if not exists confirmed bigint not null default 0;

-- A bank's queue at the broker as it was last seen, and since when it is as full as it is.
create table if not exists finance.queues (
    tenant_id varchar not null,
    bank_id varchar not null,
    messages bigint not null,
    consumers bigint not null,
    size int not null,
    state varchar not null,
    since timestamptz not null,
    primary key (tenant_id, bank_id)
);

-- Ranges that a bank asked to find in its queue again: put there up to position so far.
create table if not exists finance.queue_replays (
    tenant_id varchar not null,
    bank_id varchar not null,
    replay_id varchar not null,
    position bigint not null,
    through bigint not null,
    primary key (tenant_id, bank_id, replay_id)
);

-- Which disclosure of which firm stands where in a bank's feed. A disclosure can be copied once only.
create table if not exists finance.entries (
    tenant_id varchar not null,
    bank_id varchar not null,
    position bigint not null,
    firm_id varchar not null,
    disclosure bigint not null,
    primary key (tenant_id, bank_id, position),
    constraint entries_once unique (tenant_id, firm_id, disclosure)
);

drop function if exists finance.touch_catalogue(varchar);
create or replace procedure finance.change_catalogue(of_tenant varchar) language sql as $$
    insert into finance.catalogues as c (tenant_id, version) values (of_tenant, 1)
    on conflict (tenant_id) do update set version = c.version + 1;
$$;

-- A decision rests on the catalogue that it read. Holds the catalogue until the decision commits, so that whoever changes it next and then
-- walks over all firms sees every decision that was made without the change. Raises as a serialization failure: to be tried again.
drop function if exists finance.expect_catalogue(varchar, bigint);
create or replace procedure finance.rest_on_catalogue(of_tenant varchar, seen bigint) language plpgsql as $$
begin
    insert into finance.catalogues (tenant_id, version) values (of_tenant, 0) on conflict do nothing;
    perform 1 from finance.catalogues where tenant_id = of_tenant and version = seen for share;
    if not found then
        raise exception 'the catalogue of % has changed', of_tenant using errcode = '40001';
    end if;
end $$;

-- The rows of the banks' books: a row stands from its own entry's position until the entry at ended_at.
create table if not exists finance.book (
    tenant_id varchar not null,
    bank_id varchar not null,
    position bigint not null,
    ended_at bigint,
    firm_id varchar not null,
    hash bytea not null,
    primary key (tenant_id, bank_id, position)
);

-- The next day on which a firm's account has to be looked at, though nothing is heard of it.
create table if not exists finance.next_days (
    tenant_id varchar not null,
    firm_id varchar not null,
    day date not null,
    primary key (tenant_id, firm_id)
);
create index if not exists next_days_by_day on finance.next_days (tenant_id, day);

create or replace procedure finance.look_again(of_tenant varchar, firm varchar, on_day date) language sql as $$
    insert into finance.next_days as n (tenant_id, firm_id, day) values (of_tenant, firm, on_day)
    on conflict (tenant_id, firm_id) do update set day = excluded.day;
$$;

-- How far the days of a district have been looked at.
create table if not exists finance.days (
    tenant_id varchar primary key,
    day date not null
);
-- A bank's webhook. Every entry up to position was delivered or waits behind a row of webhook_retries; up to highest an attempt is a repeat.
-- While the circuit is open, or the receiver asked for it, nothing is sent before quiet_until. Each change raises revision, so that what was
-- sent is saved only if nobody changed the webhook meanwhile.
create table if not exists finance.webhooks (
    tenant_id varchar not null,
    bank_id varchar not null,
    address varchar not null,
    state varchar not null,
    position bigint not null default 0,
    highest bigint not null default 0,
    succeeded_at timestamptz,
    circuit_open boolean not null default false,
    probes int not null default 0,
    quiet_until timestamptz,
    stopped_at timestamptz,
    stopped_reason varchar,
    revision bigint not null default 1,
    primary key (tenant_id, bank_id)
);
-- Why it was stopped, as its event says it: a word, or the reference of a person's words. Before, the words stood in stopped_reason.
alter table finance.webhooks add column if not exists stopped_for jsonb;

-- Secrets by which a bank's webhook signs, sealed under the key of configuration. The one without an end is the newest.
create table if not exists finance.webhook_secrets (
    tenant_id varchar not null,
    bank_id varchar not null,
    secret_id varchar not null,
    sealed varchar not null,
    ends_at timestamptz,
    primary key (tenant_id, bank_id, secret_id)
);

-- One row for each firm that is behind: the entry that comes next. All later entries of the firm up to the webhook's position wait behind it.
-- What is about no firm has a row of its own.
create table if not exists finance.webhook_retries (
    tenant_id varchar not null,
    bank_id varchar not null,
    firm_id varchar not null,
    position bigint not null,
    attempts int not null,
    next_at timestamptz not null,
    first_failed_at timestamptz,
    last_failed_at timestamptz,
    reason varchar,
    primary key (tenant_id, bank_id, firm_id)
);

-- Ranges that a bank asked for again: sent up to position so far.
create table if not exists finance.webhook_replays (
    tenant_id varchar not null,
    bank_id varchar not null,
    replay_id varchar not null,
    position bigint not null,
    through bigint not null,
    attempts int not null default 0,
    next_at timestamptz not null,
    first_failed_at timestamptz,
    primary key (tenant_id, bank_id, replay_id)
);

-- The delivery log, bounded by age. It says nothing about firms.
create table if not exists finance.delivery_attempts (
    id bigint generated always as identity primary key,
    tenant_id varchar not null,
    bank_id varchar not null,
    at timestamptz not null,
    channel varchar not null,
    kind varchar not null,
    position bigint,
    outcome varchar not null,
    status int,
    took_ms int not null,
    number int not null,
    reason varchar,
    trace_id varchar
);
-- Of a page that was pulled, its positions; then position is the first of them.
alter table finance.delivery_attempts add column if not exists positions int8multirange;
create index if not exists delivery_attempts_pulls on finance.delivery_attempts (tenant_id, bank_id, id) where positions is not null;
create index if not exists delivery_attempts_positions on finance.delivery_attempts using gist (positions) where positions is not null;
create index if not exists delivery_attempts_bank on finance.delivery_attempts (tenant_id, bank_id, id);
create index if not exists delivery_attempts_position on finance.delivery_attempts (tenant_id, bank_id, position, id);
create index if not exists delivery_attempts_trace on finance.delivery_attempts (trace_id) where trace_id is not null;

-- What the delivery log has forgotten of entries that were handed over, for the firms that they are about.
create table if not exists finance.handed_over (
    tenant_id varchar not null,
    bank_id varchar not null,
    position bigint not null,
    channel varchar not null,
    kind varchar not null,
    times bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (tenant_id, bank_id, position, channel, kind)
);

-- Annual figures as the ladder last told them, for rules that read them or will.
create table if not exists finance.figures (
    tenant_id varchar not null,
    fact_id varchar not null,
    firm_id varchar not null,
    metric varchar not null,
    data jsonb not null,
    primary key (tenant_id, fact_id)
);
create index if not exists figures_of_firm on finance.figures (tenant_id, firm_id, metric);
