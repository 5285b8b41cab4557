# January: a firm is found, and what it lacks for the pool is said in numbers.

ladder=/api/ladder/v1
code=$(credit_code YEA "$run")
name="上海年程${code:12:4}精密仪器有限公司"
year=${today%%-*}

# version PERSON PATH: the ETag of what the person sees there, into $version.
version() {
    send "$1" GET "$2"
    version=$(header etag)
}

# edit PERSON PATH READ BODY: a POST on the version that the person has just read at READ.
edit() {
    version "$1" "$3"
    post "$1" "$2" "$4" -H "If-Match: $version"
}

# filed STAGE CHANNEL: a new case of the firm, its number in $case and its address in $at.
filed() {
    post caseworker $ladder/cases "{\"firmId\": \"$firm\", \"programmeId\": \"jiading-six-stage\", \"stageId\": \"$1\", \"channel\": \"$2\"}"
    expect 201
    case=$(value .number)
    at="$ladder/cases/$case"
}

step '李敏 (case worker)' 'registers a firm that a town has found'
post caseworker $ladder/firms "$(new_firm "$code" "$name" 5 C4010 江桥镇)"
expect 201 '.checkDigitState == "valid"' 'registered'
firm=$(value .id)

step '李敏' 'raises a lead for it and takes it'
post caseworker $ladder/leads "{\"firmId\": \"$firm\", \"stageId\": \"jd.pool\", \"channel\": \"town\", \"reasonZh\": \"镇里推荐\", \"reasonEn\": \"Recommended by the town\"}"
expect 201
lead=$(value .leadId)
edit caseworker "$ladder/leads/$lead/service" "$ladder/leads/$lead" '{}'
expect 200 '.queue == "serving"' 'it is in the queue of those who are served'

step '李敏' 'records three years of figures, and reads what is still open'
post caseworker "$ladder/firms/$firm/facts" "$(jq -nc --argjson year "$year" '{facts: [range(1; 4) as $back | ($year - $back) as $y | (40000000 - $back * 4000000) as $sales |
    ["sales", "salesRevenue.hnte195", $sales, "CNY", "audited"], ["totalRevenue", "totalRevenue.hnte195", $sales, "CNY", "audited"],
    ["rdExpense", "rdExpense.hnte195", $sales * 0.07, "CNY", "specialAudit"], ["domesticRdExpense", "domesticRd", $sales * 0.065, "CNY", "specialAudit"],
    ["htRevenue", "htRevenue.hnte195", $sales * 0.8, "CNY", "specialAudit"],
    ["staff", "staff.hnte195", 60, "person", "selfReported"], ["techStaff", "techStaff.hnte195", 16, "person", "selfReported"] |
    {fiscalYear: $y, metric: .[0], definitionId: .[1], value: .[2], unit: .[3], sourceKind: .[4], scope: "legalPerson"}]}')"
expect 200 '.recorded == 21' '21 figures'
post caseworker "$ladder/firms/$firm/properties" "{\"ipNo\": \"ZL$run\", \"ipKind\": \"inventionPatent\", \"grantedOn\": \"$(day '-2 years')\",
    \"acquiredBy\": \"selfDeveloped\", \"source\": \"专利证书\"}"
expect 200
request caseworker GET "$ladder/firms/$firm/evaluations/jd.pool"
jq -r '.roadmap[] | "      \(.criterionId)  \(.text.en)"' "$tmp/body"
expect 200
