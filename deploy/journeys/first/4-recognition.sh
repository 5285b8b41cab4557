# The city's list arrives: a wrong one, then the right one, tried first and then applied.

number="GR${year}31$((100000 + run % 900000))"
issued=$(day '-20 days')
row="$code,$name,cn.hnte,$number,$issued,$issued,$(date -d "$issued +3 years -1 day" +%F),$today"
list="/api/ladder/v1/imports/recognitions?listRef=journey-$run&authority=$(jq -rn '"上海市高新技术企业认定办公室" | @uri')"

step '李敏' 'brings a list with a wrong header'
printf 'code,name\n%s\n' "$row" >"$tmp/wrong.csv"
post caseworker "$list" "@$tmp/wrong.csv"
expect 422 '.code == "import.header"' 'refused: import.header'

step '李敏' 'brings the list, and sees what it would change'
printf 'creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn\n%s\n' "$row" >"$tmp/list.csv"
post caseworker "$list" "@$tmp/list.csv"
expect 201 '.rows == 1 and .additions == 1 and .faults == []' 'one certificate, no fault, nothing changed yet'
import=$(value .id)

step '李敏' 'applies it'
post caseworker "/api/ladder/v1/imports/$import/application" '{"skipFaulty": false}'
expect 202
trace=$(header trace-id)
await 20 '.state == "applied" and .added == 1' 'applied, one certificate granted' caseworker "/api/ladder/v1/imports/$import"

step '李敏' 'sees the stage, and when the district knew'
request caseworker GET "/api/ladder/v1/firms/$firm"
expect 200 '.stage == "jd.hnte"' 'the firm is a 高新技术企业'
request caseworker GET "/api/ladder/v1/firms/$firm?asOf=$(day '-10 days')"
expect 200 '.stage == "jd.hnte"' 'ten days ago too: the certificate is dated back'
request caseworker GET "/api/ladder/v1/firms/$firm/timeline?limit=5"
expect 200 '[.items[].type] | index("stage_entered") != null' 'the timeline shows the entry' ".items | map(select(.type == \"stage_entered\"))[0].traceId == \"$trace\"" 'and its trace'

step '李敏' 'brings the same list again'
post caseworker "$list" "@$tmp/list.csv"
expect 201 '.additions == 0 and .unchanged == 1' 'it would change nothing'
