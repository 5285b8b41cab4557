-- What the worklist reads: one row per case, rewritten from its state after each event. Additive and idempotent.
create schema if not exists ladder;

create table if not exists ladder.case_list (
    tenant_id varchar not null,
    number varchar not null,
    firm_id varchar not null,
    credit_code varchar not null,
    programme_id varchar not null,
    stage_id varchar not null,
    state varchar not null,
    channel varchar not null,
    submitted_on timestamptz not null,
    assignee varchar, -- a person's reference
    due_on date, -- what the commission must do next; null while the clock stands or the calendar is not published
    stopped_for varchar,
    supplement_due_on date,
    verify_by_on date, -- a promise that is to be checked, after the decision too
    open boolean not null, -- something is to be done
    next_on date not null, -- the earliest of what is due; infinity for none
    proposed_by varchar, -- who proposed a decision that waits for another person
    primary key (tenant_id, number)
);
alter table ladder.case_list add column if not exists proposed_by varchar;
create index if not exists case_list_next on ladder.case_list (tenant_id, next_on, number) where open;
create index if not exists case_list_assignee on ladder.case_list (tenant_id, assignee, next_on, number) where open;
create index if not exists case_list_firm on ladder.case_list (tenant_id, firm_id, next_on, number);

-- The states of each case as they were known: half open like the spans of stages, which see.
create table if not exists ladder.case_spans (
    tenant_id varchar not null,
    number varchar not null,
    firm_id varchar not null,
    programme_id varchar not null,
    stage_id varchar not null,
    state varchar not null,
    known_from date not null,
    known_to date,
    known_at bigint,
    known_until bigint
);
create index if not exists case_spans_now on ladder.case_spans (tenant_id, stage_id, state) where known_to is null;
create index if not exists case_spans_number on ladder.case_spans (tenant_id, number);
create index if not exists case_spans_firm on ladder.case_spans (tenant_id, firm_id, number);
create index if not exists case_spans_stage on ladder.case_spans (tenant_id, stage_id, state, number);
