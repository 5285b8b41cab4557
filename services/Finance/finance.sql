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
