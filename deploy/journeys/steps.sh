# What the steps of a journey are written with. Sourced by deploy/journey.

state="${CULTIVATION_RUN:-$here/../.run}/state.json"
[ -r "$state" ] || { echo "Nothing is running here: start it with deploy/up." >&2; exit 1; }
gateway=${CULTIVATION_GATEWAY:-$(jq -r .gateway "$state")}
gateway=${gateway%/}
district=310114
today=$(TZ=Asia/Shanghai date +%F)
run=$(date +%s)
steps=0
tmp=$(mktemp -d)
declare -A tokens
trap 'end_of_journey' EXIT

end_of_journey() {
    [ -z "${consumer-}" ] || kill "$consumer" 2>/dev/null || true
    [ -n "${JOURNEY_KEEP-}" ] && echo "kept: $tmp" || rm -rf "$tmp"
}

day() { date -d "$today $1" +%F; }                        # day '-20 days'
short() { local text; text=$(tr -s '[:space:]' ' ' <"$1" | cut -c1-"${2-230}"); printf '%s' "$text"; }

step() {                                                  # step WHO WHAT
    steps=$((steps + 1))
    printf '\n%2d  %s: %s\n' "$steps" "$1" "$2"
}

fail() {
    printf '    ✗ %s\n' "$1" >&2
    [ ! -s "$tmp/body" ] || printf '    the whole answer: %s\n' "$(cat "$tmp/body")" >&2
    exit 1
}

good() { printf '    ✓ %s\n' "$1"; }

token() {                                                 # token PERSON: puts it into tokens[PERSON]
    [ -n "${tokens[$1]-}" ] || tokens[$1]=$(curl -sS --fail -X POST "$gateway/identity/token" -d grant_type=urn:cultivation:demo-person -d person="$1" | jq -r .access_token)
}

# send PERSON METHOD PATH [BODY] [CURL OPTIONS…]: the answer is left in $status, $tmp/body, $tmp/headers. BODY is JSON, @file with CSV, or ''.
send() {
    local person=$1 method=$2 path=$3 body=${4-}
    shift $(($# < 4 ? $# : 4))
    token "$person"
    local options=(-sS -o "$tmp/body" -D "$tmp/headers" -w '%{http_code}' -X "$method" -H "Authorization: Bearer ${tokens[$person]}" -H 'Accept-Language: en')
    case $body in
        '') ;;
        @*) options+=(-H 'Content-Type: text/csv' --data-binary "$body") ;;
        *) options+=(-H 'Content-Type: application/json' --data-binary "$body") ;;
    esac
    : >"$tmp/body"
    status=$(curl "${options[@]}" "$@" "$gateway$path")
}

# request …: the same, printed.
request() {
    send "$@"
    printf '    %s %s' "$2" "$3"
    [ -z "${4-}" ] || printf ' %s' "$(printf '%s' "$4" | tr -s '[:space:]' ' ' | cut -c1-150)"
    printf '\n    → %s %s\n' "$status" "$(short "$tmp/body")"
}

# post PERSON PATH BODY [CURL OPTIONS…]: a POST with a new Idempotency-Key, kept in $key.
post() {
    key="journey-$run-$((steps * 100 + ++posts))"
    local person=$1 path=$2 body=$3
    shift 3
    request "$person" POST "$path" "$body" -H "Idempotency-Key: $key" "$@"
}
posts=0

value() { jq -r "$1" "$tmp/body"; }
header() { tr -d '\r' <"$tmp/headers" | awk -v name="$1" 'tolower($1) == tolower(name) ":" { $1 = ""; sub(/^ /, ""); print }'; }

expect() {                                                # expect STATUS [JQ CONDITION WHAT]…
    [ "$status" = "$1" ] || fail "expected $1, was $status"
    shift
    local said="$status"
    while [ $# -gt 1 ]; do
        jq -e "$1" "$tmp/body" >/dev/null || fail "expected: $2 ($1)"
        said="$said; $2"
        shift 2
    done
    good "$said"
}

# await SECONDS CONDITION WHAT PERSON PATH: asks again until jq says yes.
await() {
    local bound=$(($(date +%s) + $1)) condition=$2 what=$3
    shift 3
    while send "$1" GET "$2"; ! { [ "$status" = 200 ] && jq -e "$condition" "$tmp/body" >/dev/null; }; do
        [ "$(date +%s)" -lt "$bound" ] || fail "not in time: $what ($condition)"
        sleep 0.05
    done
    printf '    GET %s\n    → %s %s\n' "$2" "$status" "$(short "$tmp/body")"
    good "$what"
}

# arrived FILE CONDITION WHAT: waits for a line of JSON in a file that something else writes; the last that fits is then what was answered.
arrived() {
    local bound=$(($(date +%s) + 20))
    until jq -c "select($2)" "$1" 2>/dev/null | tail -1 >"$tmp/body" && [ -s "$tmp/body" ]; do
        [ "$(date +%s)" -lt "$bound" ] || fail "not in time: $3 ($2)"
        sleep 0.05
    done
    status=received
}

# new_firm CODE NAME YEARS INDUSTRY TOWN: what registers a firm.
new_firm() {
    jq -nc --arg code "$1" --arg name "$2" --arg on "$(day "-$3 years")" --arg industry "$4" --arg town "$5" '{creditCode: $code, legalName: $name, establishedOn: $on,
        registeredDivision: "310114", industryCode: $industry, enterpriseType: "limitedLiability", town: $town, source: "journey"}'
}

# new_consent FIRM: what lets bank A be told of it.
new_consent() {
    jq -nc --arg firm "$1" --arg from "$today" --arg to "$(day '+2 years')" --arg hash "$(printf '%s' "$1" | sha256sum | cut -d' ' -f1)" '{firmId: $firm, bankId: "bank-a",
        dataScopes: ["eligibility"], purpose: "贷款", from: $from, to: $to, method: "paper", documentHash: $hash}'
}

# read_title NAME TITLE NUMBER ISSUED AUTHORITY PAPER: a list with one certificate of $code for three years is read in a dry run, as $import.
read_title() {
    printf 'creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn\n%s\n' \
        "$code,$1,$2,$3,$4,$4,$(date -d "$4 +3 years -1 day" +%F),$today" >"$tmp/list.csv"
    post caseworker "/api/ladder/v1/imports/recognitions?listRef=$6-$run&authority=$(jq -rn --arg by "$5" '$by | @uri')" "@$tmp/list.csv"
    expect 201 '.additions == 1' 'one title'
    import=$(value .id)
}

# bring_title …: the same, and its application is ordered.
bring_title() {
    read_title "$@"
    post caseworker "/api/ladder/v1/imports/$import/application" '{"skipFaulty": false}'
    expect 202
}

# new_revocation FROM NOTICE: what takes a certificate back today, from an earlier day on.
new_revocation() {
    jq -nc --arg on "$today" --arg from "$1" --arg notice "$2" --argjson year "${today%%-*}" \
        '{decidedOn: $on, effectiveFrom: $from, cause: "falseStatement", recoveryFromTaxYear: $year, noticeRef: $notice}'
}

# credit_code WORD NUMBER: a made-up code of Jiading with both check characters (GB 32100-2015, GB 11714); WORD is three characters.
credit_code() {
    local alphabet=0123456789ABCDEFGHJKLMNPQRTUWXY digits=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ
    local number=$2 tail="" i before sum=0 weights=(3 7 9 10 5 8 4 2) weight=1
    for i in 1 2 3 4 5; do
        tail=${alphabet:number % 31:1}$tail
        number=$((number / 31))
    done
    local organisation=$1$tail
    for i in 0 1 2 3 4 5 6 7; do
        before=${digits%%"${organisation:i:1}"*}
        sum=$((sum + ${#before} * weights[i]))
    done
    local code="91$district$organisation$(case $((11 - sum % 11)) in 10) echo X ;; 11) echo 0 ;; *) echo $((11 - sum % 11)) ;; esac)"
    sum=0
    for i in {0..16}; do
        before=${alphabet%%"${code:i:1}"*}
        sum=$((sum + ${#before} * weight))
        weight=$((weight * 3 % 31))
    done
    printf '%s%s' "$code" "${alphabet:(31 - sum % 31) % 31:1}"
}
