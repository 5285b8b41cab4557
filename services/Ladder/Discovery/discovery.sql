-- What discovery reads: how far each firm is from each stage above it. Additive and idempotent.
create schema if not exists ladder;

-- Firms whose distance must be computed again, once they are quiet: a list changes a firm many times. A failure is kept until the firm
-- changes: it holds back nobody else.
create table if not exists ladder.standing_due (
    tenant_id varchar not null,
    firm_id varchar not null,
    since timestamptz not null default now(),
    ready timestamptz not null default now(),
    failure text,
    primary key (tenant_id, firm_id)
);
create index if not exists standing_due_ready on ladder.standing_due (tenant_id, ready) where failure is null;

create table if not exists ladder.standings (
    tenant_id varchar not null,
    firm_id varchar not null,
    stage_id varchar not null,
    result varchar not null,
    missing int not null, -- conditions that are not met
    open int not null, -- conditions that wait for data or a person
    lacks jsonb not null,
    rule varchar not null,
    as_of date not null,
    primary key (tenant_id, firm_id, stage_id)
);
create index if not exists standings_near on ladder.standings (tenant_id, stage_id, missing, open, firm_id);

-- Distances as they were known: a row for each time in which a firm's distance to a stage was the same, from the day on which it was computed to the day on
-- which another one was, or none. What changes within a day leaves its last word.
create table if not exists ladder.standing_spans (
    tenant_id varchar not null,
    firm_id varchar not null,
    stage_id varchar not null,
    result varchar not null,
    missing int not null,
    open int not null,
    lacks jsonb not null,
    rule varchar not null,
    known_from date not null,
    known_to date
);
create index if not exists standing_spans_now on ladder.standing_spans (tenant_id, firm_id, stage_id) where known_to is null;
create index if not exists standing_spans_near on ladder.standing_spans (tenant_id, stage_id, missing, open, firm_id);
-- In a database of before this table the distances that it has are the beginning.
insert into ladder.standing_spans (tenant_id, firm_id, stage_id, result, missing, open, lacks, rule, known_from)
select tenant_id, firm_id, stage_id, result, missing, open, lacks, rule, as_of from ladder.standings
where not exists (select from ladder.standing_spans);

create table if not exists ladder.leads (
    tenant_id varchar not null,
    lead_id varchar not null,
    firm_id varchar not null,
    stage_id varchar not null,
    queue varchar not null,
    since timestamptz not null,
    primary key (tenant_id, lead_id)
);
create index if not exists leads_queue on ladder.leads (tenant_id, queue, stage_id, lead_id);
create index if not exists leads_firm on ladder.leads (tenant_id, firm_id);
