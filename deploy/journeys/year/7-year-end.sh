# The end of the year: what is owed, targets against what is there, and the whole history of one firm.

step '孙悦 (auditor)' 'lists who owes a yearly report, and which agreements end'
request auditor GET "$ladder/annual-reports/owed?limit=3"
expect 200
request auditor GET "$ladder/agreements?limit=3"
expect 200
request auditor GET "$ladder/duties?limit=3"
expect 200

step '陈静 (policy owner)' 'holds a target against what is counted'
post policy $ladder/targets "$(jq -nc --argjson year "$year" --arg on "$today" '{indicator: "高新技术企业", year: $year, operator: "atLeast", value: 1, unit: "家",
    basis: "stock", of: ["jd.hnte"], documentRef: "年程计划", publishedOn: $on}')" -H "District: $district"
expect 200
request auditor GET "$ladder/targets?year=$year"
expect 200 '.[0].actual > 0' "$(value '.[0].actual') high-tech firms are counted"

step '孙悦' 'asks for the proof of the refusal, and has it done again'
request auditor GET "$ladder/cases/$giant/decisions/1/proof"
expect 200 '.rules[0].hash | length == 64' 'rule version and hash' '[.facts[]] | length > 0' 'the facts with their events' '.proposed.by != .decidedBy' 'two persons'
request auditor GET "$ladder/cases/$giant/decisions/1/verify"
expect 200 '.verdict == "equal" and .differences == []' 'calculated anew: equal'

step '孙悦' 'has a checkpoint signed, and checks the ledger of the district without the product'
post auditor $ladder/ledger/checkpoints '{}'
expect 201
token auditor
curl -sS --fail -o "$tmp/ledger.jsonl" -H "Authorization: Bearer ${tokens[auditor]}" "$gateway$ladder/ledger/export"
"$here/verify" "$tmp/ledger.jsonl" | sed 's/^/    /'
good 'every event, root and signature'
sed "s/$name/上海年程别名有限公司/" "$tmp/ledger.jsonl" >"$tmp/altered.jsonl"
if "$here/verify" "$tmp/altered.jsonl" >"$tmp/said"; then : >"$tmp/body"; fail 'an altered event went unnoticed'; fi
sed 's/^/    /' "$tmp/said" | head -4
good 'one name changed in the file: found, and the event is named'

step '孙悦' 'reads the year of the firm, line by line'
send auditor GET "$ladder/firms/$firm/timeline?limit=100"
jq -r '.items | reverse | .[] | "      \(.type)"' "$tmp/body" | uniq -c
expect 200 '[.items[].type] | (index("pool_admitted") and index("cultivation_plan_agreed") and index("coaching_delivered") and index("enterprise_renamed")
    and index("district_recommended") and index("recognition_granted") and index("recognition_revoked") and index("recognition_restored")) != null' 'the whole year is there, nothing was overwritten'

step '李敏' 'wants to set a target herself'
post caseworker $ladder/targets '{}'
expect 403 '.code == "auth.role-missing"' 'refused: auth.role-missing'
