-- What lists read. Additive and idempotent: run at each start, under an advisory lock. Spans are half open: the day of valid_to
-- and of known_to no longer belongs to them; null means no end. Of a span only known_to and known_until are ever updated. known_at and known_until are the
-- places in the log of what made it known and no longer known; null for imported history, which goes by its days, and for rows of before these columns.
create schema if not exists ladder;

create table if not exists ladder.firm_list (
    tenant_id varchar not null,
    firm_id varchar not null,
    credit_code varchar not null,
    legal_name varchar not null,
    all_names text not null, -- past and present, one per line: banks and lists may hold an old one
    town varchar,
    primary key (tenant_id, firm_id)
);
-- For a team the code is empty. Codes that were corrected stay findable; so does any name, in full.
alter table ladder.firm_list add column if not exists former_codes varchar[] not null default '{}';
-- First day on which the district cares for a firm that another one handed over: titles of before are that one's awards.
alter table ladder.firm_list add column if not exists custody_from date;
-- From this day the district has no such firm or team.
alter table ladder.firm_list add column if not exists gone_on date;
-- When that became known; null in rows of before, where it was known on the day itself.
alter table ladder.firm_list add column if not exists gone_known date, add column if not exists gone_at bigint;
-- enterprise or carrier.
alter table ladder.firm_list add column if not exists kind varchar not null default 'enterprise';
create index if not exists firm_list_former on ladder.firm_list using gin (former_codes);
create index if not exists firm_list_names on ladder.firm_list using gin (string_to_array(all_names, E'\n'));
create index if not exists firm_list_arrived on ladder.firm_list (tenant_id, firm_id) where custody_from is not null;
create index if not exists firm_list_code on ladder.firm_list (tenant_id, credit_code);

create table if not exists ladder.stage_spans (
    tenant_id varchar not null,
    firm_id varchar not null,
    stage_id varchar not null,
    valid_from date not null,
    valid_to date,
    known_from date not null,
    known_to date
);
alter table ladder.stage_spans add column if not exists known_at bigint;
alter table ladder.stage_spans add column if not exists known_until bigint;
create index if not exists stage_spans_firm on ladder.stage_spans (tenant_id, firm_id, stage_id) where known_to is null;
create index if not exists stage_spans_known on ladder.stage_spans (tenant_id, firm_id);
create index if not exists stage_spans_on on ladder.stage_spans (tenant_id, stage_id, firm_id);
create index if not exists stage_spans_stage on ladder.stage_spans (tenant_id, stage_id, valid_from);

create table if not exists ladder.recognition_spans (
    tenant_id varchar not null,
    firm_id varchar not null,
    recognition_id varchar not null,
    credential_type varchar not null,
    valid_from date not null,
    valid_to date,
    known_from date not null,
    known_to date
);
alter table ladder.recognition_spans add column if not exists known_at bigint;
alter table ladder.recognition_spans add column if not exists known_until bigint;
create index if not exists recognition_spans_firm on ladder.recognition_spans (tenant_id, firm_id, recognition_id) where known_to is null;
create index if not exists recognition_spans_known on ladder.recognition_spans (tenant_id, firm_id);
create index if not exists recognition_spans_type on ladder.recognition_spans (tenant_id, credential_type, valid_from);

-- Changes that the recognising body must hear of within three months; reported_on null until it has.
create table if not exists ladder.report_duties (
    tenant_id varchar not null,
    firm_id varchar not null,
    change varchar not null,
    changed_on date not null,
    due_on date not null,
    reported_on date,
    primary key (tenant_id, firm_id, change, changed_on)
);
-- When change and report became known; null in rows of before, which were known on their own days.
alter table ladder.report_duties add column if not exists known_from date, add column if not exists known_at bigint,
    add column if not exists reported_known date, add column if not exists reported_at bigint;
create index if not exists report_duties_due on ladder.report_duties (tenant_id, due_on, firm_id, changed_on);
create index if not exists report_duties_open on ladder.report_duties (tenant_id, due_on, firm_id, changed_on) where reported_on is null;

-- Agreements behind titles; concluded_on null while the evaluation is to come.
create table if not exists ladder.agreements (
    tenant_id varchar not null,
    firm_id varchar not null,
    project_id varchar not null,
    credential_type varchar not null,
    term_from date not null,
    term_to date not null,
    concluded_on date,
    primary key (tenant_id, firm_id, project_id)
);
-- When signature and evaluation became known; null in rows of before, which were known with their term and on the day of the evaluation.
alter table ladder.agreements add column if not exists signed_on date, add column if not exists known_from date, add column if not exists known_at bigint,
    add column if not exists concluded_known date, add column if not exists concluded_at bigint;
create index if not exists agreements_term on ladder.agreements (tenant_id, term_to, firm_id, project_id);
create index if not exists agreements_open on ladder.agreements (tenant_id, term_to, firm_id, project_id) where concluded_on is null;

-- Years whose report about a title is settled: filed, late or missed.
create table if not exists ladder.annual_reports (
    tenant_id varchar not null,
    firm_id varchar not null,
    recognition_id varchar not null,
    report_year int not null,
    outcome varchar not null,
    primary key (tenant_id, firm_id, recognition_id, report_year)
);
-- The day of the first word on it, and when that became known; null in rows of before, which were settled and known when the report was due.
alter table ladder.annual_reports add column if not exists settled_on date, add column if not exists known_from date, add column if not exists known_at bigint;

-- What rested on titles that were revoked: waits for a person from known_from to known_to.
create table if not exists ladder.follow_ups (
    tenant_id varchar not null,
    follow_up_id varchar not null,
    firm_id varchar not null,
    recognition_id varchar not null,
    kind varchar not null,
    ref varchar not null,
    happened_on date not null,
    criteria varchar[] not null,
    known_from date not null,
    known_to date,
    known_at bigint,
    known_until bigint,
    primary key (tenant_id, follow_up_id)
);
create index if not exists follow_ups_open on ladder.follow_ups (tenant_id, follow_up_id) where known_to is null;
create index if not exists follow_ups_firm on ladder.follow_ups (tenant_id, firm_id, follow_up_id);
