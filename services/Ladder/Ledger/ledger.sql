-- The ledger: one leaf per event of a district, in the order of the log. Rows are added and never changed. Additive and idempotent.
create schema if not exists ladder;

create table if not exists ladder.ledger_leaves (
    tenant_id varchar not null,
    index bigint not null, -- from 0, without a gap
    position bigint not null,
    stream_id varchar not null,
    version bigint not null,
    type varchar not null,
    leaf bytea not null,
    nodes bytea not null, -- hashes of the subtrees that this leaf completes, of 2 leaves, of 4 and so on, 32 bytes each
    primary key (tenant_id, index),
    unique (tenant_id, position)
);
create index if not exists ledger_leaves_stream on ladder.ledger_leaves (tenant_id, stream_id, version);
