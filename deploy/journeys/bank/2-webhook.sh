# The same feed comes by webhook, signed, and by a request that waits.

cat >"$tmp/receiver.py" <<'PYTHON'
"""Keeps what arrives, one JSON a line, and checks each signature by Standard Webhooks 1.0 with the secrets in the file."""
import base64, hashlib, hmac, http.server, json, sys

folder = sys.argv[1]

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        secrets = [base64.b64decode(line.strip().removeprefix("whsec_")) for line in open(folder + "/secrets")]
        valid = {"v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode() for secret in secrets}
        given = set(self.headers["webhook-signature"].split())
        with open(folder + "/hooks", "a") as kept:
            print(json.dumps({"id": self.headers["webhook-id"], "valid": len(valid & given), "signatures": len(given), "body": json.loads(body)}), file=kept)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
: >"$tmp/hooks"
: >"$tmp/secrets"
python3 "$tmp/receiver.py" "$tmp" >"$tmp/port" &
consumer=$!
until [ -s "$tmp/port" ]; do sleep 0.05; done

# hooked CONDITION WHAT: waits for a delivery.
hooked() {
    arrived "$tmp/hooks" "$1" "$2"
    printf '    POST to the receiver → %s\n' "$(short "$tmp/body" 300)"
}

step '周婷' 'gives the address of its receiver, and gets a secret'
send bank-a POST "$finance/banks/bank-a/webhook" "$(jq -nc --arg to "http://127.0.0.1:$(cat "$tmp/port")/cultivation" --arg after "$head" '{address: $to, after: $after}')" -H "Idempotency-Key: hook-$run"
printf '    POST %s/banks/bank-a/webhook\n    → %s %s\n' "$finance" "$status" "$(jq -c '.secret = "…"' "$tmp/body")"
expect 200 '.state == "active" and (.secret | startswith("whsec_"))' 'the secret is shown once'
value .secret >>"$tmp/secrets"

step '周婷' 'asks for a test event'
post bank-a "$finance/banks/bank-a/webhook/tests" '{}'
expect 200 '.outcome == "delivered" and .status == 200' 'delivered'
hooked '.body.type == "cn.cultivation.test.v1"' 'the test event'
expect received '.valid == 1' 'its signature is right'

step '周婷' 'waits at the head of its feed'
token bank-a
curl -sS --max-time 60 -H "Authorization: Bearer ${tokens[bank-a]}" "$gateway$finance/banks/bank-a/feed?after=$head&wait=45" >"$tmp/waited" &
waiting=$!
printf '    GET %s/banks/bank-a/feed?after=%s&wait=45 …\n' "$finance" "$head"

step '李敏' "applies the city's list: the firm is a 高新技术企业"
number="GR${year}31$((200000 + run % 800000))"
issued=$(day '-30 days')
until_day=$(date -d "$issued +3 years -1 day" +%F)
bring_title "$name" cn.hnte "$number" "$issued" city bank

step '周婷' 'has it by all channels'
wait "$waiting"
cp "$tmp/waited" "$tmp/body"
status=waited
expect waited ".entries | map(select(.subject == \"$code\")) | length > 0" 'the request that waited has been answered'
hooked ".body.subject == \"$code\" and .body.data.product.code == \"hnte-loan\"" 'the entry'
expect received '.valid == 1' 'signed' '.body.type == "cn.cultivation.eligibility.granted.v1"' 'the firm is eligible for 高企贷' \
    ".body.data.expiresOn == \"$(date -d "$until_day +1 day" +%F)\"" 'with its known end'
granted=$(value .id)
book

step '周婷' 'renews the secret: both are valid for a while'
send bank-a POST "$finance/banks/bank-a/webhook/secrets" '{"overlapHours": 1}'
printf '    POST %s/banks/bank-a/webhook/secrets {"overlapHours": 1}\n    → %s %s\n' "$finance" "$status" "$(jq -c '.secret = "…"' "$tmp/body")"
expect 200
value .secret >>"$tmp/secrets"
post bank-a "$finance/banks/bank-a/webhook/tests" '{}'
expect 200
hooked '.body.type == "cn.cultivation.test.v1" and .signatures == 2' 'a delivery that both secrets sign'
expect received '.valid == 2' 'both signatures are right'
