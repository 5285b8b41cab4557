# The case of the firm, from filing to the district's recommendation, which takes two persons.

step '李敏' 'files for the firm'
post caseworker /api/ladder/v1/cases "{\"firmId\": \"$firm\", \"programmeId\": \"jiading-six-stage\", \"stageId\": \"jd.hnte\", \"channel\": \"online\"}"
expect 201 '.number | test("^[0-9]{4}-[0-9]{6}$")' 'a case number'
case=$(value .number)

step '李敏' 'accepts the case with an old version in If-Match'
post caseworker "/api/ladder/v1/cases/$case/acceptance" '{"missingTolerated": []}' -H 'If-Match: "99"'
expect 412 '.code == "version.stale"' 'refused: version.stale'

step '李敏' 'accepts it with the version that she sees'
request caseworker GET "/api/ladder/v1/cases/$case"
expect 200
post caseworker "/api/ladder/v1/cases/$case/acceptance" '{"missingTolerated": []}' -H "If-Match: $(header etag)"
expect 200 '.state == "accepted"' 'accepted' ".dueOn > \"$today\"" "due by working days on $(value .dueOn)"
version=$(header etag)

step '李敏' 'proposes to recommend it before anybody judged what figures cannot answer'
post caseworker "/api/ladder/v1/cases/$case/proposal" '{"decision": "recommend", "batch": "journey", "note": null, "judgements": []}' -H "If-Match: $version"
expect 422 '.code == "case.criterion-open"' 'refused: case.criterion-open'

step '李敏' 'takes the case and proposes it with the judgements'
post caseworker "/api/ladder/v1/cases/$case/assignment" '{}' -H "If-Match: $version"
expect 200 '.assignee == "caseworker"' 'it is hers'
version=$(header etag)
post caseworker "/api/ladder/v1/cases/$case/proposal" '{"decision": "recommend", "batch": "journey", "note": null, "judgements": [
    {"criterionId": "cn.hnte.c2", "met": true, "reason": "专利证书已核对"}, {"criterionId": "cn.hnte.c3", "met": true, "reason": "先进制造与自动化"},
    {"criterionId": "cn.hnte.c7", "value": 78.5, "reason": "五名专家评分"}, {"criterionId": "cn.hnte.c8", "met": true, "reason": "信用中国无记录"}]}' -H "If-Match: $version"
expect 200 '.state == "accepted" and .proposal.by == "caseworker"' 'proposed, and not decided'
version=$(header etag)

step '王建国 (supervisor)' 'approves what she proposed'
post supervisor "/api/ladder/v1/cases/$case/decision" '{}' -H "If-Match: $version"
expect 200 '.state == "decided" and .proposedBy != .decidedBy' 'decided by two persons'

step '李敏' 'sees that a recommendation is no recognition'
request caseworker GET "/api/ladder/v1/firms/$firm"
expect 200 '.stage == null' 'the firm stands on no stage' '.recommendations | map(select(.stageId == "jd.hnte")) | length == 1' 'it is recommended'
