# Summer: the time in the pool, and a new name.

step '李敏' 'agrees the plan with the firm and a mentor'
post caseworker $ladder/people '{"person": {"name": "年程导师"}, "source": "journey"}'
expect 201
mentor=$(value .personRef)
edit caseworker "$ladder/firms/$firm/pools/jd.pool/plans" "$ladder/firms/$firm" "$(jq -nc --arg from "$today" --arg to "$(day '+1 year')" --arg mentor "$mentor" \
    '{menuItems: ["知识产权布局", "研发费用归集"], mentorRef: $mentor, periodFrom: $from, periodTo: $to}')"
expect 200
post caseworker "$ladder/firms/$firm/coaching" "{\"form\": \"oneToOne\", \"givenOn\": \"$today\", \"hours\": 2, \"attendees\": 3, \"givenBy\": \"$mentor\"}"
expect 200
await 20 ".items | map(select(.firmId == \"$firm\"))[0].coached.attendees == 3" 'the list of the pool shows plan and coaching' caseworker "$ladder/pools/jd.pool/members?batch=year-$run"

step '王建国' 'wants to take the firm out for coaching that it did not refuse'
edit supervisor "$ladder/firms/$firm/stages/jd.pool/leaving" "$ladder/firms/$firm" "{\"trigger\": \"coachingRefused\", \"causeRef\": \"纪要\", \"decidedOn\": \"$today\"}"
expect 409 '.code == "stage.coaching-not-refused"' 'refused: stage.coaching-not-refused'

step '李敏' 'records the new name of the firm'
renamed=${name/仪器/测量}
edit caseworker "$ladder/firms/$firm/renames" "$ladder/firms/$firm" "{\"newName\": \"$renamed\", \"changedOn\": \"$(day '-10 days')\", \"source\": \"市场监管局\"}"
expect 200
await 20 ".items | map(select(.id == \"$firm\")) | length == 1" 'it is found by the old name too' caseworker "$ladder/firms?name=$(jq -rn --arg n "$name" '$n | @uri')"

step '李敏' 'records the status that it holds beside its stage'
post caseworker "$ladder/firms/$firm/statuses" "{\"status\": \"上市储备\", \"from\": \"$today\", \"reference\": \"储备名单\"}"
expect 200
