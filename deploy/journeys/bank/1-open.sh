# A bank connects with the partners' own client: it opens its book, proves it equal, and waits at the head of its feed.

finance=/api/finance/v1
ladder=/api/ladder/v1
partners="$here/../contracts/partners"
command -v python3 >/dev/null || "$here/launch" need python3

step '周婷 (bank A)' 'looks at its agreement, and who has approved that it is told'
request bank-a GET "$finance/banks/bank-a"
expect 200 '.agreement.products | index("hnte-loan") != null' '高企贷 is covered' '[.approvals[].unit] | sort == ["jd-assets", "jd-economy"]' 'both lead units have approved'

# book: the partners' client goes to the head of the feed and compares; what it says is left in $tmp/said.
book() {
    token bank-a
    FEED="$gateway$finance/banks/bank-a" TOKEN="${tokens[bank-a]}" python3 "$partners/bank.py" "$tmp/book.json" --once >"$tmp/said" || fail "$(cat "$tmp/said")"
    printf '    bank.py book.json --once\n    → %s\n' "$(tail -1 "$tmp/said")"
    grep -q ', equal ' "$tmp/said" || fail 'the books differ'
    good "${1-the books are equal}"
}

step '周婷' 'runs the client that partners are given: it opens the book from the snapshot and compares'
book "the book is equal: $(jq -r '.at + ", " + (.bookrows | tostring) + " rows"' <(send bank-a GET "$finance/banks/bank-a/snapshot?limit=1"; cat "$tmp/body"))"
head=$(jq -r .cursor "$tmp/book.json")

step '李敏 (case worker)' 'registers a firm, and enters its consent to bank A'
code=$(credit_code BNK "$run")
name="上海试行${code:12:4}精密仪器有限公司"
year=${today%%-*}
post caseworker "$ladder/firms" "$(new_firm "$code" "$name" 6 C4011 安亭镇)"
expect 201
firm=$(value .id)
await 30 ".id == \"$firm\"" 'Finance knows the firm' caseworker "$finance/firms/$firm"
post caseworker "$finance/consents" "$(new_consent "$firm")"
expect 201
