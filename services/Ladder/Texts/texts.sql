-- Objections of before lay in a table of their own. They move to where all words are read, found and erased; the empty table stays. Additive and idempotent.
do $$ begin
    if to_regclass('events.mt_doc_objectiontext') is not null then
        -- As the store makes it a moment later.
        create table if not exists events.mt_doc_kepttext (
            like events.mt_doc_objectiontext including defaults, constraint pkey_mt_doc_kepttext_tenant_id_id primary key (tenant_id, id));
        with moved as (delete from events.mt_doc_objectiontext returning tenant_id, id, data)
        insert into events.mt_doc_kepttext (tenant_id, id, data)
        select tenant_id, id, (data - 'listId') || jsonb_build_object('stream', 'notice:' || (data ->> 'listId')) from moved
        on conflict do nothing;
    end if;
end $$;
