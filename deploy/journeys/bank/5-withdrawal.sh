# The firm takes its consent back: nothing more is told, not even again.

step '李敏' 'enters that the firm takes its consent back'
post caseworker "$finance/consents/withdrawals" "$(jq -nc --arg firm "$firm" --arg on "$today" '{firmId: $firm, bankId: "bank-a", effectiveOn: $on}')"
expect 200

step '周婷' 'receives the last entry about the firm'
hooked ".body.subject == \"$code\" and .body.type == \"cn.cultivation.consent.ended.v1\"" 'the end of the consent'
expect received ".body.data.ends | index(${granted#*-}) != null" 'every row of the firm ends'

step '周婷' 'asks for the earlier entries again'
request bank-a GET "$finance/banks/bank-a/feed?after=${granted%-*}-$((${granted#*-} - 1))&limit=1"
expect 200 ".entries == [{\"position\": ${granted#*-}, \"withheld\": true}]" 'the position, and nothing about the firm'
post bank-a "$finance/banks/bank-a/webhook/replays" "$(jq -nc --arg after "${granted%-*}-$((${granted#*-} - 1))" --arg through "$granted" '{after: $after, through: $through}')"
expect 202
hooked ".id == \"$granted\" and .body.replay == true" 'the replay'
expect received '.body.withheld == true' 'withheld by webhook, too'

step '周婷' 'proves its book equal'
book
