# The title is taken back from its first day: the bank is corrected, its book stays equal, and its loan is marked.

step '王建国 (supervisor)' 'records that the city took the certificate back from its first day'
request supervisor GET "$ladder/firms/$firm"
recognition=$(value '.recognitions[0].id')
post supervisor "$ladder/firms/$firm/recognitions/$recognition/revocations" "$(new_revocation "$issued" journey)" -H "If-Match: $(header etag)"
expect 200

step '周婷' 'receives the correction by webhook'
hooked ".body.subject == \"$code\" and .body.type == \"cn.cultivation.eligibility.corrected.v1\" and .body.data.product.code == \"hnte-loan\"" 'the correction'
expect received ".body.data.supersedes == ${granted#*-}" "it supersedes $granted" ".body.data.ends == [${granted#*-}]" 'and ends its row'

step '周婷' 'proves its book equal'
book

step '周婷' 'finds that the loan is marked'
await 30 '.basisCorrected != null' 'what it rested on did not stand' bank-a "$finance/loans/$loan"
request bank-a GET "$finance/banks/bank-a/loans?basisCorrected=true"
expect 200 "[.items[].id] | index(\"$loan\") != null" 'it is in the list of such loans'

step '王建国' 'sees what was given to the firm on that title'
request supervisor GET "$finance/firms/$firm/payments?relyingOn=$recognition"
expect 200 "[.loans[].id] == [\"$loan\"]" 'the loan'
