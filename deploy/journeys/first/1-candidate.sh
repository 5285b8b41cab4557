# A firm is registered, its figures are recorded, and it is evaluated; so is one that is not ready.

code=$(credit_code JRN "$run")
name="上海试程${code:12:4}智能装备有限公司"
year=${today%%-*}

step '李敏 (case worker)' 'registers a firm'
register=$(new_firm "$code" "$name" 5 C3491 南翔镇)
post caseworker /api/ladder/v1/firms "$register"
expect 201 '.checkDigitState == "valid"' 'the credit code computes'
firm=$(value .id)

step '李敏' 'sends the same request again, as a program does after a lost answer'
request caseworker POST /api/ladder/v1/firms "$register" -H "Idempotency-Key: $key"
expect 201 ".id == \"$firm\"" 'the same answer, no second firm'

step '李敏' 'uses the same Idempotency-Key for another body'
request caseworker POST /api/ladder/v1/firms "${register/试程/他程}" -H "Idempotency-Key: $key"
expect 422 '.code == "idempotency.key-reused"' 'refused: idempotency.key-reused'

step '李敏' 'records the audited figures of three years'
facts=$(jq -nc --argjson year "$year" '{facts: [range(1; 4) as $back | ($year - $back) as $y | (60000000 - $back * 6000000) as $sales |
    ["sales", "salesRevenue.hnte195", $sales, "CNY", "audited"], ["totalRevenue", "totalRevenue.hnte195", $sales, "CNY", "audited"],
    ["rdExpense", "rdExpense.hnte195", $sales * 0.065, "CNY", "specialAudit"], ["domesticRdExpense", "domesticRd", $sales * 0.06, "CNY", "specialAudit"],
    ["htRevenue", "htRevenue.hnte195", $sales * 0.78, "CNY", "specialAudit"],
    ["staff", "staff.hnte195", 90, "person", "selfReported"], ["techStaff", "techStaff.hnte195", 21, "person", "selfReported"] |
    {fiscalYear: $y, metric: .[0], definitionId: .[1], value: .[2], unit: .[3], sourceKind: .[4], scope: "legalPerson"}]}')
post caseworker "/api/ladder/v1/firms/$firm/facts" "$facts"
expect 200 '.recorded == 21' '21 figures recorded'

step '李敏' 'evaluates it for 高新技术企业'
request caseworker GET "/api/ladder/v1/firms/$firm/evaluations/jd.hnte"
jq -r '.criteria[] | "      \(.id)  \(.result)  \(.term // "")"' "$tmp/body"
expect 200 '[.criteria[] | select(.result == "met") | .id] == ["cn.hnte.c1", "cn.hnte.c4", "cn.hnte.c5", "cn.hnte.c5b", "cn.hnte.c6"]' 'what figures can answer is met' \
    '[.criteria[] | select(.result == "needsPerson") | .id] == ["cn.hnte.c2", "cn.hnte.c3", "cn.hnte.c7", "cn.hnte.c8"]' 'the rest waits for people'

step '李敏' 'looks at a firm of the demo that is not ready: what is missing, and by how much'
other="" after=""
while [ -z "$other" ]; do
    send caseworker GET "/api/ladder/v1/firms?limit=500${after:+&after=$after}"
    after=$(value '.next // ""')
    for one in $(value '.items[] | select(.stage == null) | .id'); do
        send caseworker GET "/api/ladder/v1/firms/$one/evaluations/jd.hnte"
        if jq -e '[.roadmap[] | select(.shortBy != null)] | length > 0' "$tmp/body" >/dev/null; then
            other=$one
            break
        fi
    done
    [ -n "$other$after" ] || fail 'the demo has no firm that is not ready'
done
request caseworker GET "/api/ladder/v1/firms/$other/evaluations/jd.hnte"
jq -r '.roadmap[] | "      \(.criterionId)  \(.text.en)"' "$tmp/body"
expect 200 '[.roadmap[] | select(.shortBy != null)] | length > 0' 'the roadmap says by how much it is short'
