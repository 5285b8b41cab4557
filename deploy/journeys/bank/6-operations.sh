# The bank and the operator look at deliveries; the bank disables its webhook; the operator saves the product.

step '周婷' 'searches the delivery log'
request bank-a GET "$finance/banks/bank-a/deliveries?position=${granted#*-}&outcome=delivered"
expect 200 '[.deliveries[].channel] | unique == ["amqp", "pull", "webhook"]' 'handed over by queue and webhook, and pulled'

step '周婷' "asks for bank B's deliveries"
request bank-a GET "$finance/banks/bank-b/deliveries"
expect 403

step '周婷' 'says up to where it holds its feed: a lost queue would be filled again from there'
at=$(jq -r .cursor "$tmp/book.json")
post bank-a "$finance/banks/bank-a/queue/confirmations" "$(jq -nc --arg at "$at" '{through: $at}')"
expect 200 ".confirmed == \"$at\"" 'kept'

step '赵磊 (operator)' 'sees all webhooks of the district'
request operator GET "$finance/webhooks"
expect 200

step '周婷' 'disables its webhook'
post bank-a "$finance/banks/bank-a/webhook/disabling" '{"reason": "journey"}'
expect 200
request bank-a GET "$finance/banks/bank-a/webhook"
expect 200 '.state == "disabled"' 'nothing more is sent there'

step '赵磊' 'saves the whole product while it runs'
"$here/backup" "$tmp/backup" >"$tmp/said" 2>&1 || fail "$(cat "$tmp/said")"
printf '    deploy/backup → %s\n' "$(short "$tmp/said")"
jq -e '.databases == ["finance", "ladder"]' "$tmp/backup/manifest.json" >/dev/null || fail 'no manifest'
good 'databases and secrets, readable by their owner only'
