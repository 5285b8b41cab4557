// asyncapi.mjs FILE: says what is wrong with an AsyncAPI document and with its examples, and ends with 1 where something is.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import Ajv from "ajv";
import formats from "ajv-formats";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const wrong = diagnostics.filter((found) => found.severity === 0).map(({ message, path }) => `${path.join(".")}: ${message}`);
for (const message of document?.components().messages().all() ?? []) {
  // Definitions stand where the document refers to them: the payload alone is compiled with the whole document's components.
  const ajv = formats(new Ajv({ strict: false, allErrors: true }));
  const check = ajv.compile({ ...message.payload().json(), components: document.json().components });
  for (const example of message.examples().all())
    if (!check(example.payload())) wrong.push(`${message.id()}, example ${example.name()}: ${ajv.errorsText(check.errors)}`);
}
for (const line of wrong) console.log(line);
process.exitCode = document && wrong.length === 0 ? 0 : 1;
