# The city takes the certificate back. What rested on it is found, and a person decides on each.

step '王建国' 'records the revocation, from the first day on'
edit supervisor "$ladder/firms/$firm/recognitions/$recognition/revocations" "$ladder/firms/$firm" "$(new_revocation "$issued" 沪高企办撤销年程)"
expect 200
request supervisor GET "$ladder/firms/$firm"
expect 200 '[.stagesHeld[].stageId] | index("jd.hnte") == null' 'it never was a 高新技术企业, as known now'

step '王建国' 'walks through the blast radius'
radius="$ladder/firms/$firm/recognitions/$recognition/blast-radius?from=$issued"
request supervisor GET "$radius"
jq -r '.touched[] | "      \(.on)  \(.kind)  \(.ref)  → \(.proposalEn)"' "$tmp/body"
expect 200 '.touched | length > 0' 'what rested on it, each with a drafted follow-up'
mapfile -t followups < <(value '.touched[] | .followUp.id // empty')
[ ${#followups[@]} -gt 0 ] || fail 'no follow-up is drafted'
notices=$(value .bankNotices)
payments=$(value .payments)
await 20 'map(select(.bankId == "bank-a" and .product == "hnte-loan" and .toldUntil != null)) | length == 1' 'what bank A was told by it, and that it was told the end' supervisor "$notices"
await 30 '.loans | length == 1 and .[0].basisCorrected != null' 'and the loan that rested on it, marked for a person' supervisor "$payments"
[ "$(value '.loans[0].id')" = "$loan" ] || fail "expected the loan $loan"

step '李敏' 'asks the bank what it does about the loan: nobody but the bank calls it in'
post caseworker "/api/finance/v1/loans/$loan/basis-reviews" '{"outcome": "raisedWithBank", "reason": "请银行核实", "documentRef": "函年程"}'
expect 200 '.basisCorrected.review.outcome == "raisedWithBank" and .outstanding == 3000000' 'on record; the loan stands'

step '王建国' 'confirms the first, and dismisses the others with a reason'
edit supervisor "$ladder/firms/$firm/recognitions/$recognition/follow-ups/${followups[0]}/confirmation" "$radius" '{"note": "已立案"}'
expect 200
for one in "${followups[@]:1}"; do
    edit supervisor "$ladder/firms/$firm/recognitions/$recognition/follow-ups/$one/dismissal" "$radius" '{"reason": "无影响"}'
    expect 200
done
request supervisor GET "$radius"
expect 200 '[.touched[].followUp | select(. != null and .state == "drafted")] == []' 'nobody has to look at it again'

step '王建国' 'records that a court gave the certificate back'
edit supervisor "$ladder/firms/$firm/recognitions/$recognition/restorations" "$ladder/firms/$firm" "$(jq -nc --arg on "$today" --arg from "$issued" \
    '{restoredOn: $on, effectiveFrom: $from, cause: "court", noticeRef: "沪行终年程"}')"
expect 200
request supervisor GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.hnte"' 'the stage is back' '.recognitions[0].state == "valid"' 'the title is valid'
request supervisor GET "$ladder/firms/$firm/tax-years?credentialType=cn.hnte"
expect 200
