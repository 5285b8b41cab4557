#!/usr/bin/env node
// A bank's copy of its feed: opens from the snapshot, follows the feed for ever, and proves its book equal.
// Node 18 or later, no packages. Environment: FEED (https://…/api/finance/v1/banks/{id}), TOKEN.
// bank.mjs BOOK.json [--once]: keeps the book in a file; --once ends at the head of the feed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const adds = new Set(["cn.cultivation.eligibility.granted.v1", "cn.cultivation.eligibility.changed.v1"]);

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

async function get(path) {
  while (true) {
    let answer;
    try {
      answer = await fetch(process.env.FEED + path, {
        headers: { Authorization: `Bearer ${process.env.TOKEN}`, "Accept-Language": "en" }, signal: AbortSignal.timeout(90_000),
      });
      if (answer.ok) return await answer.json();
    } catch (broken) {
      console.error(`${path}: ${broken}; tried again`);
    }
    if (answer && !answer.ok) {
      const problem = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      if (["feed.epoch-changed", "feed.cursor-ahead"].includes(problem.code)) throw new EpochChanged();
      console.error(`${path}: ${answer.status} ${problem.code ?? ""} ${problem.title ?? ""}`);
      if (answer.status < 500 && answer.status !== 429) process.exit(1);
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

async function follow(file, once) {
  let state = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  while (true) {
    try {
      if (state === null) {
        state = await opened();
        if (!once) await proven(state);
      }
      const page = await get(`/feed?after=${state.cursor}&limit=500&wait=${once ? 0 : 30}`);
      for (const entry of page.entries) apply(state.book, entry);
      state.cursor = page.next;
      writeFileSync(file + ".new", JSON.stringify(state));
      renameSync(file + ".new", file);
      if (page.entries.length === 0 && once) return (await proven(state)) ? 0 : 1;
      if (page.entries.length > 0 && page.entries.length < 500 && !once) await proven(state);
    } catch (failure) {
      if (!(failure instanceof EpochChanged)) throw failure;
      console.log("restored from a backup: opening the book again");
      state = null;
    }
  }
}

process.exitCode = await follow(process.argv[2], process.argv.includes("--once"));
