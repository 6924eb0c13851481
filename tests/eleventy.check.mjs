// What a reader of the built site would run into: pages that are missing, links that lead nowhere, marks that stayed literal.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const [input, output] = process.argv.slice(2);
const files = (folder, end) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(end)).map((name) => join(folder, name));
const pages = files(output, ".html");
const problems = [];

if (pages.length !== files(input, ".md").length) {
  problems.push(`${files(input, ".md").length} files became ${pages.length} pages`);
}
// what a post itself wants shown
const raw = files(input, ".md").flatMap((name) => readFileSync(name, "utf-8").match(/\{% raw %\}[^]*?\{% endraw %\}/g) ?? []).join("\n");
let links = 0;
for (const page of pages) {
  const text = readFileSync(page, "utf-8");
  const shown = text.replace(/<(code|pre)\b[^]*?<\/\1>/g, "").replace(/<[^>]*>/g, "");
  for (const [, address] of text.matchAll(/<a\b[^>]*href="([^"#?:]+)"/g)) {
    const target = address.startsWith("/") ? join(output, address) : resolve(dirname(page), address);
    const found = existsSync(target) && (!statSync(target).isDirectory() || existsSync(join(target, "index.html")));
    if (!found && /\.(zh-Hans|zh-Hant|en)\b/.test(address)) problems.push(`${page}: ${address} leads nowhere`);
    links += found;
  }
  if (/\*\*\S/.test(shown)) problems.push(`${page}: emphasis stayed literal: ${shown.match(/.{0,20}\*\*\S.{0,30}/)[0]}`);
  for (const [mark] of shown.matchAll(/\{\{.*?\}\}|\{%.*?%\}/g)) {
    if (!raw.includes(mark)) problems.push(`${page}: a template mark is shown: ${mark}`);
  }
  if (/^\s*\|.*\|\s*$/m.test(shown)) problems.push(`${page}: a table stayed text`);
  if (page.includes("bilingual") && !/<table>|<p><code>简/.test(text)) problems.push(`${page}: neither tables nor lines`);
}
if (!links) problems.push("no page links to another");
console.log(problems.length ? problems.join("\n") : `${pages.length} pages, ${links} links between them: all well`);
process.exit(problems.length ? 1 : 0);
