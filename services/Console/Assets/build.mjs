// node build.mjs PACKAGES OUTPUT: writes what browsers load, each file with its Brotli twin.
//   console.css  Tabler and the style sheets of this folder
//   console.js   htmx, its event-stream extension and console.js
//   echarts.js   for pages with charts
//   NAME.js      any other script of this folder
//   icons.svg    the icons that pages name: <Icon Name="…"/> in a page, icon: "…" in code
import { brotliCompressSync, constants } from "node:zlib";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [packages, output] = process.argv.slice(2);
const assets = import.meta.dirname;
const read = file => readFileSync(file, "utf8");
const fromPackage = file => read(join(packages, file)).replace(/^(\/\/|\/\*)# sourceMappingURL=.*$/gm, "");
const mine = extension => readdirSync(assets).filter(name => name.endsWith(extension)).sort();

mkdirSync(output, { recursive: true });
write("console.css", [fromPackage("@tabler/core/dist/css/tabler.min.css"), ...mine(".css").map(name => read(join(assets, name)))].join("\n"));
write("console.js", [fromPackage("htmx.org/dist/htmx.min.js"), fromPackage("htmx-ext-sse/dist/sse.min.js"), read(join(assets, "console.js"))].join(";\n"));
for (const name of mine(".js").filter(name => name !== "console.js")) write(name, read(join(assets, name)));
write("echarts.js", fromPackage("echarts/dist/echarts.common.min.js"));
write("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${usedIcons().map(symbol).join("")}</svg>`);

function usedIcons() {
  const project = join(assets, "..");
  const sources = readdirSync(project, { recursive: true }).filter(file => /\.(razor|cs)$/.test(file) && !/^(bin|obj)\//.test(file));
  const names = sources.flatMap(file => [...read(join(project, file)).matchAll(/(?:<Icon\s+Name=|\bicon:\s*)"([a-z0-9-]+)"/gi)].map(match => match[1]));
  return [...new Set(names)].sort();
}

function symbol(name) {
  const icon = fromPackage(`@tabler/icons/icons/outline/${name}.svg`);
  const inner = icon.slice(icon.indexOf(">", icon.indexOf("<svg")) + 1, icon.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
}

function write(name, text) {
  writeFileSync(join(output, name), text);
  writeFileSync(join(output, `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
