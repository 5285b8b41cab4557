# A bank takes its own password, listens at its queue with a client that is not ours, and the firm gives it consent.

step '周婷 (bank A)' 'takes a new password for its queue'
send bank-a POST /api/finance/v1/banks/bank-a/amqp-credentials '{}'
printf '    POST /api/finance/v1/banks/bank-a/amqp-credentials\n    → %s %s\n' "$status" "$(jq -c '.password = "…"' "$tmp/body")"
expect 200 '.queue == "feed"' 'host, port, vhost, queue, user and password, shown once'
amqp=(--server "$(value .host)" --port "$(value .port)" --vhost "$(value .vhost)" --username "$(value .user)" --password "$(value .password)")

step '周婷' 'listens with amqp-consume'
: >"$tmp/messages"
printf '#!/bin/sh\ncat >>%s\necho >>%s\n' "$tmp/messages" "$tmp/messages" >"$tmp/keep"
chmod +x "$tmp/keep"
amqp-consume "${amqp[@]}" -q feed -p 50 "$tmp/keep" 2>"$tmp/consumer" &
consumer=$!
printf '    amqp-consume --vhost bank.310114.bank-a --username bank.310114.bank-a -q feed\n'

step '周婷' 'reads its feed over HTTP to the end'
cursor=""
while send bank-a GET "/api/finance/v1/banks/bank-a/feed?limit=500${cursor:+&after=$cursor}"; [ "$status" = 200 ] && [ "$(value '.entries | length')" -gt 0 ]; do
    cursor=$(value .next)
done
printf '    GET /api/finance/v1/banks/bank-a/feed?limit=500&after=%s\n    → %s %s\n' "$cursor" "$status" "$(short "$tmp/body")"
expect 200
kill -0 "$consumer" || fail "amqp-consume has ended: $(cat "$tmp/consumer")"

step '李敏' 'enters the consent of the firm to bank A'
await 30 ".id == \"$firm\"" 'Finance knows the firm' caseworker "/api/finance/v1/firms/$firm"
post caseworker /api/finance/v1/consents "$(new_consent "$firm")"
expect 201 '.bankId == "bank-a"' 'the firm lets bank A know'
