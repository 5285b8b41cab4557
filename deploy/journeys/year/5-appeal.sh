# Winter: a refusal, and an appeal that a third person judges on what was known.

step '李敏' 'files for 科技小巨人, and proposes to refuse'
filed jd.littleGiant online
giant=$case
edit caseworker "$at/acceptance" "$at" '{}'
expect 200
send caseworker GET "$ladder/firms/$firm/evaluations/jd.littleGiant"
judgements=$(jq -c "$asked | map({criterionId: ., met: false, reason: \"材料不足\"})" "$tmp/body")
edit caseworker "$at/proposal" "$at" "{\"decision\": \"notRecommend\", \"batch\": \"year-$run\", \"note\": \"规模未达到\", \"judgements\": $judgements}"
expect 200

step '王建国' 'approves the refusal'
edit supervisor "$at/decision" "$at" '{}'
expect 200 '.decision == "notRecommend"' 'not recommended'

step '李敏' "enters the firm's appeal"
edit caseworker "$at/appeal" "$at" '{"ground": "facts"}'
expect 200

step '王建国' 'wants to judge the appeal against his own decision'
edit supervisor "$at/appeal/decision" "$at" '{"outcome": "upheld", "reason": "事实清楚"}'
expect 403 '.code == "case.appeal-same-person"' 'refused: case.appeal-same-person'

step '郑凯' 'judges it: the decision is done again from what it used'
edit supervisor-b "$at/appeal/decision" "$at" '{"outcome": "upheld", "reason": "按当时已知事实,结论相同"}'
expect 200 '.appeal.outcome == "upheld"' 'upheld'
