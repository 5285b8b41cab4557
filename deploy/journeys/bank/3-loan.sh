# The bank lends, and reports it with the entry that it relied on.

step '周婷' 'reports a loan on an entry that is about another firm'
loan() {                                                  # loan NUMBER RELIED-ON CODE
    jq -nc --arg no "$1" --arg on "$2" --arg code "$3" --arg from "$today" --arg to "$(day '+1 year')" '{loanNo: $no, productCode: "hnte-loan", principal: 3000000.00,
        startOn: $from, endOn: $to, rate: 0.0335, reliedOn: $on, creditCode: $code, premium: 45000.00}'
}
post bank-a "$finance/banks/bank-a/loans" "$(loan "L$run" "$granted" 91310114MA1GT00000)"
expect 422 '.code == "loan.basis-other-firm"' 'refused: loan.basis-other-firm'

step '周婷' 'reports the loan'
post bank-a "$finance/banks/bank-a/loans" "$(loan "L$run" "$granted" "$code")"
expect 201 '.outstanding == 3000000' '3,000,000 yuan are outstanding' ".reliedOn == \"$granted\"" 'it names its entry'
loan=$(value .id)

step '周婷' 'reports a repayment, and one that is too much'
post bank-a "$finance/loans/$loan/repayments" "$(jq -nc --arg on "$today" '{repaymentRef: "R1", principal: 500000.00, interest: 8375.00, paidOn: $on}')"
expect 200 '.outstanding == 2500000' '2,500,000 yuan are left'
post bank-a "$finance/loans/$loan/repayments" "$(jq -nc --arg on "$today" '{repaymentRef: "R2", principal: 2500000.01, interest: 0, paidOn: $on}')"
expect 422 '.code == "loan.overpaid"' 'refused: loan.overpaid'

step '吴凡 (bank B)' 'asks for the loan'
request bank-b GET "$finance/loans/$loan"
expect 403 '.code == "loan.forbidden"' 'refused: loan.forbidden'
