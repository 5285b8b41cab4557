# The certificate is taken back, from a day before the decision; the bank is corrected; both times stay askable.

step '王建国 (supervisor)' 'records that the city took the certificate back from its first day'
request supervisor GET "/api/ladder/v1/firms/$firm"
recognition=$(value '.recognitions[0].id')
post supervisor "/api/ladder/v1/firms/$firm/recognitions/$recognition/revocations" "$(new_revocation "$issued" journey)" -H "If-Match: $(header etag)"
expect 200
trace=$(header trace-id)

step '王建国' 'asks where the firm stood ten days ago, as known now and as known then'
request supervisor GET "/api/ladder/v1/firms/$firm?asOf=$(day '-10 days')"
expect 200 '[.stagesHeld[].stageId] | index("jd.hnte") == null' 'as known now it was no 高新技术企业' '.recognitions[0].state == "revoked"' 'its certificate is revoked'
request supervisor GET "/api/ladder/v1/firms/$firm/timeline?limit=10"
expect 200 '[.items[].type] | (index("stage_left") != null and index("recognition_revoked") != null and index("stage_entered") != null)' 'what was recorded before stands unchanged beside the correction'

step '周婷' 'receives the correction'
told corrected hnte-loan
expect received '.data.eligible == false' 'not eligible' ".data.effectiveOn == \"$issued\" or .data.effectiveOn == \"$today\"" "from $(jq -r .data.effectiveOn "$tmp/message")" \
    ".data.supersedes == $granted" "it supersedes position $granted" ".position > $granted" 'and comes after it' ".traceparent | contains(\"$trace\")" 'in the trace of the revocation'

step '周婷' 'finds the correction in its feed'
pulled

step '王建国' 'asks about a firm of the demo that lost its certificate backwards'
send supervisor GET '/api/ladder/v1/firms?stage=jd.startup&limit=50'
lost=$(value '.items[].id')
for one in $lost; do
    send supervisor GET "/api/ladder/v1/firms/$one"
    ! jq -e '[.recognitions[] | select(.revokedFrom != null)] | length > 0' "$tmp/body" >/dev/null || break
done
from=$(value '[.recognitions[] | select(.revokedFrom != null)][0].revokedFrom')
at=$(date -d "$from +30 days" +%F)
# A certificate may be announced weeks after its first day.
known=$(value '[.recognitions[] | select(.revokedFrom != null)][0].announcedOn')
[[ "$known" > "$at" ]] || known=$at
request supervisor GET "/api/ladder/v1/firms/$one?asOf=$at&knownOn=$known"
expect 200 '[.stagesHeld[].stageId] | index("jd.hnte") != null' "on $at, as known on $known, it was a 高新技术企业"
request supervisor GET "/api/ladder/v1/firms/$one?asOf=$at"
expect 200 '[.stagesHeld[].stageId] | index("jd.hnte") == null' "on $at, as known today, it was not"
