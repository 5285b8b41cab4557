#!/usr/bin/env node
// A bank's copy of its feed: opens from the snapshot, follows the feed for ever, and proves its book equal.
// Node 18 or later, no packages. Environment: FEED (https://…/api/finance/v1/banks/{id}), TOKEN
// (the token, or @FILE: a file that holds it, read for each request, so that another process may renew it).
// bank.mjs BOOK.json [--once]: keeps the book in a file; --once ends at the head of the feed.
// bank.mjs BOOK.json --delivered: keeps it from what your queue or webhook was given, read from standard input, one entry a line as it came.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const adds = new Set(["cn.cultivation.eligibility.granted.v1", "cn.cultivation.eligibility.changed.v1"]);
const test = "cn.cultivation.test.v1";

// --- the book: these twenty lines are all that a bank has to write by itself --------------------------------------------------------------
const row = ({ position, data }) =>
  [position, data.creditCode, data.product.code, data.effectiveOn, data.expiresOn ?? "", data.salt].join("|");

function apply(book, entry) {
  if (entry.withheld) return;
  for (const position of entry.data.ends ?? []) delete book[position];
  if (adds.has(entry.type)) book[entry.position] = row(entry);
}

function digest(rows) {
  const sum = rows.reduce((total, line) => total + BigInt("0x" + createHash("sha256").update(line).digest("hex")), 0n) % 2n ** 256n;
  return [rows.length, sum.toString(16).padStart(64, "0")].join(" ");
}
// ------------------------------------------------------------------------------------------------------------------------------------------

class EpochChanged extends Error {}

const given = process.env.TOKEN;
const token = () => (given.startsWith("@") ? readFileSync(given.slice(1), "ascii").trim() : given);

async function get(path) {
  while (true) {
    let answer;
    try {
      answer = await fetch(process.env.FEED + path, {
        headers: { Authorization: `Bearer ${token()}`, "Accept-Language": "en" }, signal: AbortSignal.timeout(90_000),
      });
      if (answer.ok) return await answer.json();
    } catch (broken) {
      console.error(`${path}: ${broken}; tried again`);
    }
    if (answer && !answer.ok) {
      const problem = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      if (["feed.epoch-changed", "feed.cursor-ahead"].includes(problem.code)) throw new EpochChanged();
      console.error(`${path}: ${answer.status} ${problem.code ?? ""} ${problem.title ?? ""}`);
      const renewed = answer.status === 401 && given.startsWith("@");
      if (answer.status < 500 && answer.status !== 429 && !renewed) process.exit(1);
    }
    await new Promise((later) => setTimeout(later, 1000));
  }
}

/** The book as it stands, and the cursor to go on from. */
async function opened() {
  let page = await get("/snapshot?limit=500");
  const [book, at] = [{}, page.at];
  while (true) {
    for (const entry of page.entries) if (!entry.withheld) book[entry.position] = row(entry);
    if (page.next === null) return { cursor: at, book };
    page = await get(`/snapshot?limit=500&at=${at}&after=${page.next}`);
  }
}

/** Positions about which the book and the service differ, by bisection. */
async function differing(book, cursor, first = 1, last = Number(cursor.split("-")[1])) {
  const found = [];
  for (const { from, to, bookrows, bookdigest } of (await get(`/book?at=${cursor}&from=${first}&to=${last}`)).parts) {
    const mine = Object.entries(book).filter(([position]) => from <= position && position <= to);
    if (digest(mine.map(([, line]) => line)) === `${bookrows} ${bookdigest}`) continue;
    if (from === to || bookrows + mine.length <= 1) found.push(...(mine.length ? mine.map(([position]) => Number(position)) : [to]));
    else if (from === first && to === last) {
      const middle = Math.floor((from + to) / 2);
      found.push(...(await differing(book, cursor, from, middle)), ...(await differing(book, cursor, middle + 1, to)));
    } else found.push(...(await differing(book, cursor, from, to)));
  }
  return found;
}

/** Compares at the head; a withheld entry may make a difference until the entry that ends the firm's consent has come. */
async function proven({ cursor, book }) {
  const [{ bookrows, bookdigest }] = (await get(`/book?at=${cursor}&parts=1`)).parts;
  const mine = digest(Object.values(book));
  const equal = mine === `${bookrows} ${bookdigest}`;
  console.log(`${cursor}: ${Object.keys(book).length} rows, ${equal ? "equal" : "DIFFERENT"} ${mine.split(" ")[1].slice(0, 16)}`);
  if (!equal) console.log("differs at", JSON.stringify(await differing(book, cursor)));
  return equal;
}

const kept = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

function keep(file, state) {
  writeFileSync(file + ".new", JSON.stringify(state));
  renameSync(file + ".new", file);
}

/** Applies each position once, whatever comes again and whichever firm comes first; compares where no position is missing. */
async function delivered(file, lines) {
  const state = kept(file) ?? { cursor: `${(await get("/feed?limit=1")).epoch}-0`, book: {}, ahead: [] };
  let [epoch, at] = state.cursor.split("-").map(Number);
  let [applied, repeats] = [0, 0];
  const ahead = new Set(state.ahead ?? []);
  for (const entry of lines.map((line) => JSON.parse(line))) {
    if (entry.type === test) {
      console.log(`test event ${entry.id}`);
      continue;
    }
    if (Number((entry.id ?? state.cursor).split("-")[0]) !== epoch) throw new Error("restored from a backup: open the book again from the snapshot");
    if (entry.position <= at || ahead.has(entry.position)) {
      repeats += 1;
      continue;
    }
    apply(state.book, entry);
    applied += 1;
    ahead.add(entry.position);
    while (ahead.delete(at + 1)) at += 1;
  }
  Object.assign(state, { cursor: `${epoch}-${at}`, ahead: [...ahead].sort((one, other) => one - other) });
  keep(file, state);
  console.log(`${applied} applied, ${repeats} repeats dropped, ${ahead.size} ahead of one that is missing`);
  return ahead.size === 0 && (await proven(state)) ? 0 : 1;
}

async function follow(file, once) {
  let state = kept(file);
  while (true) {
    try {
      if (state === null) {
        state = await opened();
        if (!once) await proven(state);
      }
      const page = await get(`/feed?after=${state.cursor}&limit=500&wait=${once ? 0 : 30}`);
      for (const entry of page.entries) apply(state.book, entry);
      state.cursor = page.next;
      keep(file, state);
      if (page.entries.length === 0 && once) return (await proven(state)) ? 0 : 1;
      if (page.entries.length > 0 && page.entries.length < 500 && !once) await proven(state);
    } catch (failure) {
      if (!(failure instanceof EpochChanged)) throw failure;
      console.log("restored from a backup: opening the book again");
      state = null;
    }
  }
}

process.exitCode = process.argv.includes("--delivered")
  ? await delivered(process.argv[2], readFileSync(0, "utf8").split("\n").filter(Boolean))
  : await follow(process.argv[2], process.argv.includes("--once"));
