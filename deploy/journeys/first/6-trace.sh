# An operator follows the import to the bank.

step '赵磊 (operator)' 'looks at the trace of the application'
printf '    deploy/trace %s\n' "$trace"
bound=$(($(date +%s) + 15))
until "$here/trace" "$trace" >"$tmp/trace" 2>&1 && grep -q 'send feed' "$tmp/trace"; do
    [ "$(date +%s)" -lt "$bound" ] || { cat "$tmp/trace"; : >"$tmp/body"; fail 'no delivery in the trace'; }
    sleep 0.5
done
sed 's/^/    /' "$tmp/trace"
for service in gateway ladder finance; do
    grep -q "$service" "$tmp/trace" || fail "no span of $service"
done
good "one trace from the gateway's request to the bank's delivery"
