# Autumn: recommended by the district, recognised by the city, and out of the pool upwards.

step '李敏' 'files for 高新技术企业, accepts and proposes'
filed jd.hnte online
edit caseworker "$at/acceptance" "$at" '{}'
expect 200
send caseworker GET "$ladder/firms/$firm/evaluations/jd.hnte"
judgements=$(jq -c "$asked | map(if . == \"cn.hnte.c7\" then {criterionId: ., value: 81.5, reason: \"专家评分\"} else {criterionId: ., met: true, reason: \"材料已核对\"} end)" "$tmp/body")
edit caseworker "$at/proposal" "$at" "{\"decision\": \"recommend\", \"batch\": \"year-$run\", \"judgements\": $judgements}"
expect 200

step '王建国' 'approves'
edit supervisor "$at/decision" "$at" '{}'
expect 200 '.state == "decided" and .decision == "recommend"' 'recommended'
request caseworker GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.pool"' 'a recommendation is no recognition: still in the pool'

step '李敏' 'enters the consent of the firm to bank A'
await 30 ".id == \"$firm\"" 'Finance knows the firm' caseworker "/api/finance/v1/firms/$firm"
post caseworker /api/finance/v1/consents "$(new_consent "$firm")"
expect 201

step '李敏' "reads the city's list in a dry run, and what banks would be told"
issued=$today
read_title "$renamed" cn.hnte "GR${year}32$((100000 + run % 900000))" "$issued" 上海市高新技术企业认定办公室 year
request caseworker GET "/api/finance/v1/imports/$import/forecast"
expect 200 '[.items[] | select(.product == "hnte-loan")] | length == 1 and .[0].kind == "granted" and .[0].bankId == "bank-a"' 'bank A would hear that the firm is eligible'
request caseworker GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.pool"' 'and nothing has happened yet'

step '李敏' 'applies it'
post caseworker "$ladder/imports/$import/application" '{"skipFaulty": false}'
expect 202
await 20 '.state == "applied"' 'applied' caseworker "$ladder/imports/$import"
request caseworker GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.hnte"' 'it is a 高新技术企业' '[.stagesHeld[].stageId] | index("jd.pool") == null' 'and has left the pool upwards'
recognition=$(value '.recognitions[0].id')
await 20 '[.told[] | select(.product == "hnte-loan")] | length == 1' 'bank A was told what was foretold' caseworker "/api/finance/v1/firms/$firm"
relied=$(value '[.told[] | select(.product == "hnte-loan")][0].cursor')

step '周婷 (bank A)' 'lends, and reports the entry that it relied on'
post bank-a /api/finance/v1/banks/bank-a/loans "$(jq -nc --arg no "Y$run" --arg on "$relied" --arg code "$code" --arg from "$today" --arg to "$(day '+1 year')" \
    '{loanNo: $no, productCode: "hnte-loan", principal: 3000000.00, startOn: $from, endOn: $to, rate: 0.0335, reliedOn: $on, creditCode: $code, premium: 45000.00}')"
expect 201 '.outstanding == 3000000' '3,000,000 yuan are outstanding'
loan=$(value .id)

step '李敏' 'notes on the case what came of it'
edit caseworker "$at/result" "$at" "{\"outcome\": \"granted\", \"knownOn\": \"$today\", \"recognitionId\": \"$recognition\"}"
expect 200 '.result.outcome == "granted"' 'recommendation, recognition, stage: three facts'

step '李敏' 'brings the list of graded SME titles (梯度培育): a side ladder beside the chain'
bring_title "$renamed" cn.gradient.2026.techInnovative "KC$run" "$issued" 上海市经济和信息化委员会 graded
await 20 '.state == "applied"' 'applied' caseworker "$ladder/imports/$import"
request caseworker GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.hnte"' 'the stage stays' '[.sideRungs[].rung.stageId] == ["cn.gradient.first"]' 'and it stands on the first rung of the graded ladder'
request caseworker GET "$ladder/firms/$firm/evaluations/cn.gradient.second"
expect 200 '[.criteria[].id] | index("cn.g26.s1") != null' 'the next rung is judged by the rule of 2026'
