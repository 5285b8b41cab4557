# The bank has it twice, word for word: from its queue and from its feed. And it gets nothing else.

# told KIND PRODUCT: the bank's message about the firm, from its queue, into $tmp/message.
told() {
    arrived "$tmp/messages" ".subject == \"$code\" and .type == \"cn.cultivation.eligibility.$1.v1\" and .data.product.code == \"$2\"" "'$1' about $2 in the bank's queue"
    cp "$tmp/body" "$tmp/message"
    printf '    amqp-consume → %s\n' "$(short "$tmp/message" 400)"
}

# pulled: the same entry by HTTP at the same position, compared with $tmp/message.
pulled() {
    local position epoch
    position=$(jq .position "$tmp/message")
    epoch=$(jq -r '.id | split("-")[0]' "$tmp/message")
    request bank-a GET "/api/finance/v1/banks/bank-a/feed?after=$epoch-$((position - 1))&limit=1"
    expect 200 ".entries[0].position == $position" "position $position"
    diff <(jq -S 'del(.traceparent)' "$tmp/message") <(jq -S '.entries[0] | del(.traceparent)' "$tmp/body") || fail 'the queue and the feed differ'
    good 'the same entry, word for word'
}

step '周婷' 'receives that the firm is eligible for 高企贷'
told granted hnte-loan
expect received '.specversion == "1.0" and .source == "/districts/310114/feeds/bank-a" and .datacontenttype == "application/json"' 'a CloudEvent of its feed' \
    '.id == "\(.id | split("-")[0])-\(.position)"' 'its id is the cursor' '.data.eligible == true' 'eligible' ".data.effectiveOn == \"$today\" or .data.effectiveOn == \"$issued\"" \
    "from $(jq -r .data.effectiveOn "$tmp/message")" ".traceparent | contains(\"$trace\")" 'in the trace of the import'
granted=$(jq .position "$tmp/message")

step '周婷' 'finds the same entry in its feed'
pulled

step '周婷' "asks for bank B's feed"
request bank-a GET /api/finance/v1/banks/bank-b/feed
expect 403 '.code == "feed.forbidden"' 'refused: feed.forbidden'

# refused WHAT COMMAND…: the broker must say no.
refused() {
    local what=$1
    shift
    if timeout 10 "$@" >"$tmp/said" 2>&1; then fail "the broker let bank A $what"; fi
    printf '    %s → %s\n' "$1" "$(short "$tmp/said")"
    grep -qiE 'refused|not allowed|403|530|404' "$tmp/said" || fail "refused, but not by a rule: $(cat "$tmp/said")"
    good "may not $what"
}

step '周婷' 'tries what its user may not do at the broker'
refused 'declare a queue' amqp-declare-queue "${amqp[@]}" -q mine
refused 'publish' amqp-publish "${amqp[@]}" -e amq.direct -r feed -b '{}'
refused 'delete its queue' amqp-delete-queue "${amqp[@]}" -q feed
refused 'read a queue that is not its own' amqp-get "${amqp[@]}" -q cultivation
# Every operation on bank B's queue, a passive declare too, begins with a connection to its virtual host.
refused "open bank B's virtual host" amqp-get "${amqp[@]}" --vhost bank.310114.bank-b -q feed
