// verify.cjs SECRET ID TIMESTAMP SIGNATURE BODY: what the standard's own verifier says of a delivery, at the time that it names.
const { Webhook } = require("standardwebhooks");

const [secret, id, timestamp, signature, body] = process.argv.slice(2);
Date.now = () => Number(timestamp) * 1000;
try {
  const taken = new Webhook(secret).verify(body, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature });
  console.log("taken " + taken.id);
} catch (refused) {
  console.log("refused: " + refused.message);
}
