# Spring: the case for the pool, with papers that come later, a panel, a visit, and three persons who decide.

step '李敏' 'asks which papers a filing needs, without filing'
request caseworker GET "$ladder/firms/$firm/prechecks/jd.pool"
expect 200 '[.papers[] | select(.required and (.given | not))] | length > 0' 'what is missing is told at once'

step '李敏' 'files, and hands the lead over to the case'
filed jd.pool town
edit caseworker "$ladder/leads/$lead/recommendation" "$ladder/leads/$lead" "{\"caseNumber\": \"$case\"}"
expect 200 '.queue == "recommended"' 'the lead is done'

step '何琳 (case worker of another district)' 'looks for the case'
request caseworker-jingan GET "$at"
expect 404 '.code == "case.unknown"' 'there is no such case in her district'

step '李敏' 'wants to let a paper come later that the stage requires'
edit caseworker "$at/acceptance" "$at" '{"missingTolerated": ["知识产权清单"]}'
expect 422 '.code == "case.paper-required"' 'refused: case.paper-required'

step '李敏' 'takes the case and accepts it with a gap (容缺受理)'
edit caseworker "$at/assignment" "$at" '{}'
expect 200
edit caseworker "$at/acceptance" "$at" '{"missingTolerated": ["研发费用辅助账"]}'
expect 200 '.state == "accepted" and .supplement.items == ["研发费用辅助账"]' 'accepted; one paper is owed' '.dueOn != null' "decided by $(value .dueOn), by working days"

step '李敏' 'proposes while the paper is owed'
edit caseworker "$at/proposal" "$at" '{"decision": "recommend", "batch": "year"}'
expect 409 '.code == "case.supplement-open"' 'refused: case.supplement-open'

step '李敏' 'receives the paper'
edit caseworker "$at/supplements/receipts" "$at" '{"items": ["研发费用辅助账"]}'
expect 200 '.supplement.items == []' 'nothing is owed'

step '王建国 (supervisor)' 'records that an expert was employed by the firm'
post supervisor "$ladder/people/expert-2/ties" "{\"creditCode\": \"$code\", \"kind\": \"employment5y\", \"from\": \"$(day '-4 years')\", \"to\": \"$(day '-2 years')\"}"
expect 200

step '李敏' 'asks a panel with that expert on it'
edit caseworker "$at/review" "$at" '{"panel": [{"personRef": "expert-1", "expertise": "technical"}, {"personRef": "expert-2", "expertise": "technical"}],
    "items": [{"id": "innovation", "name": "创新能力", "most": 100}]}'
expect 422 '.code == "case.person-conflict"' 'refused: the data show it, nobody had to say so'

step '李敏' 'asks two others, and the clock stands'
edit caseworker "$at/review" "$at" '{"panel": [{"personRef": "expert-1", "expertise": "technical"}, {"personRef": "expert-3", "expertise": "finance"}],
    "items": [{"id": "innovation", "name": "创新能力", "most": 100}]}'
expect 200
request caseworker GET "$at"
expect 200 '.clockStoppedFor == "expertReview"' 'expert review does not count'
for expert in expert-1 expert-3; do
    post $expert "$at/review/scores" '{"scores": [{"itemId": "innovation", "points": 81.5}]}'
    expect 200
done
edit caseworker "$at/review/closing" "$at" '{}'
expect 200 '.value == 81.5' 'the mean of two sheets'

step '李敏' 'visits the firm'
edit caseworker "$at/site-visits" "$at" "{\"visitedOn\": \"$today\", \"people\": [\"caseworker\", \"supervisor\"], \"findings\": \"研发场所与申报一致\"}"
expect 200 '.visits | length == 1' 'the visit is on record'

step '王建国' 'proposes, with a judgement where figures cannot answer'
send supervisor GET "$ladder/firms/$firm/evaluations/jd.pool"
asked='[.criteria[] | recurse(.parts[]?) | select(.result == "needsPerson" and ((.parts // []) | length == 0)) | .id]'
jq -c "$asked" "$tmp/body" >"$tmp/asked"
send supervisor GET "$ladder/firms/$firm/evaluations/jd.hnte"
jq -c "$asked" "$tmp/body" >>"$tmp/asked"
judgements=$(jq -sc 'add | unique | map({criterionId: ., met: true, reason: "材料已核对"})' "$tmp/asked")
edit supervisor "$at/proposal" "$at" "{\"decision\": \"recommend\", \"batch\": \"year-$run\", \"judgements\": $judgements}"
expect 200 '.proposal.by == "supervisor"' 'proposed'

step '王建国' 'approves what he proposed himself'
edit supervisor "$at/decision" "$at" '{}'
expect 403 '.code == "case.same-person"' 'refused, and the refusal is on record'

step '郑凯 (another supervisor)' 'holds the meeting that decides the batch'
version supervisor-b "$at"
post supervisor-b $ladder/meetings "{\"batch\": \"year-$run\", \"heldOn\": \"$today\", \"minutesRef\": \"纪要〔$year〕年程\", \"items\": [{\"number\": \"$case\", \"version\": ${version//\"/}}]}"
expect 201 '.results[0].outcome == "decided"' 'decided, for this case alone by its own rules'
request caseworker GET "$ladder/firms/$firm"
expect 200 '.stage == "jd.pool"' 'the firm is in the pool' '.affairs.pools[0].termEndsOn != null' "until $(value '.affairs.pools[0].termEndsOn')"
