#!/usr/bin/env python3
"""A bank's copy of its feed: opens from the snapshot, follows the feed for ever, and proves its book equal.

Python 3.9 or later, standard library alone. Environment: FEED (https://…/api/finance/v1/banks/{id}), TOKEN
(the token, or @FILE: a file that holds it, read for each request, so that another process may renew it).
bank.py BOOK.json [--once]: keeps the book in a file; --once ends at the head of the feed.
bank.py BOOK.json --delivered: keeps it from what your queue or webhook was given, read from standard input, one entry a line as it came.
"""
import hashlib, http.client, json, os, sys, time, urllib.error, urllib.request

ADDS = {"cn.cultivation.eligibility.granted.v1", "cn.cultivation.eligibility.changed.v1"}
TEST = "cn.cultivation.test.v1"


# --- the book: these twenty lines are all that a bank has to write by itself -------------------------------------------------------------
def row(entry):
    data = entry["data"]
    return "|".join([str(entry["position"]), data["creditCode"], data["product"]["code"], data["effectiveOn"], data.get("expiresOn", ""), data["salt"]])


def apply(book, entry):
    if entry.get("withheld"):
        return
    for position in entry["data"].get("ends", []):
        book.pop(str(position), None)
    if entry["type"] in ADDS:
        book[str(entry["position"])] = row(entry)


def digest(rows):
    total = sum(int.from_bytes(hashlib.sha256(line.encode()).digest(), "big") for line in rows) % 2**256
    return [len(rows), f"{total:064x}"]
# -----------------------------------------------------------------------------------------------------------------------------------------


class EpochChanged(Exception):
    """The service was restored from a backup: the book is opened again."""


def token():
    given = os.environ["TOKEN"]
    if not given.startswith("@"):
        return given
    with open(given[1:], encoding="ascii") as kept:
        return kept.read().strip()


def get(path):
    while True:
        try:
            request = urllib.request.Request(os.environ["FEED"] + path, headers={"Authorization": "Bearer " + token(), "Accept-Language": "en"})
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            problem = json.loads(refusal.read() or b"{}") if "json" in refusal.headers.get("content-type", "") else {}
            if problem.get("code") in ("feed.epoch-changed", "feed.cursor-ahead"):
                raise EpochChanged() from refusal
            renewed = refusal.code == 401 and os.environ["TOKEN"].startswith("@")
            if refusal.code < 500 and refusal.code != 429 and not renewed:
                raise SystemExit(f"{refusal.code} {problem.get('code')}: {problem.get('title')}")
            failure = f"{refusal.code} {problem.get('code')}"
        except (OSError, http.client.HTTPException, ValueError) as broken:
            failure = repr(broken)
        print(f"{path}: {failure}; tried again", file=sys.stderr, flush=True)
        time.sleep(1)


def opened():
    """The book as it stands, and the cursor to go on from."""
    page = get("/snapshot?limit=500")
    book, at = {}, page["at"]
    while True:
        for entry in page["entries"]:
            if not entry.get("withheld"):
                book[str(entry["position"])] = row(entry)
        if page["next"] is None:
            return {"cursor": at, "book": book}
        page = get(f"/snapshot?limit=500&at={at}&after={page['next']}")


def differing(book, cursor, first=1, last=None):
    """Positions about which the book and the service differ, by bisection."""
    last = int(cursor.split("-")[1]) if last is None else last
    found = []
    for part in get(f"/book?at={cursor}&from={first}&to={last}")["parts"]:
        low, high = part["from"], part["to"]
        mine = {p: line for p, line in book.items() if low <= int(p) <= high}
        if digest(mine.values()) == [part["bookrows"], part["bookdigest"]]:
            continue
        if low == high or part["bookrows"] + len(mine) <= 1:
            found += [int(p) for p in mine] or [high]
        elif (low, high) == (first, last):
            middle = (low + high) // 2
            found += differing(book, cursor, low, middle) + differing(book, cursor, middle + 1, high)
        else:
            found += differing(book, cursor, low, high)
    return found


def proven(state):
    """Compares at the head; a withheld entry may make a difference until the entry that ends the firm's consent has come."""
    part = get(f"/book?at={state['cursor']}&parts=1")["parts"][0]
    theirs, mine = [part["bookrows"], part["bookdigest"]], digest(state["book"].values())
    print(f"{state['cursor']}: {len(state['book'])} rows, {'equal' if mine == theirs else 'DIFFERENT'} {mine[1][:16]}", flush=True)
    if mine != theirs:
        print("differs at", differing(state["book"], state["cursor"]), flush=True)
    return mine == theirs


def kept(file):
    return json.load(open(file, encoding="utf-8")) if os.path.exists(file) else None


def keep(file, state):
    with open(file + ".new", "w", encoding="utf-8") as saved:
        json.dump(state, saved, ensure_ascii=False)
    os.replace(file + ".new", file)


def delivered(file, lines):
    """Applies each position once, whatever comes again and whichever firm comes first; compares where no position is missing."""
    state = kept(file) or {"cursor": f"{get('/feed?limit=1')['epoch']}-0", "book": {}, "ahead": []}
    epoch, at = map(int, state["cursor"].split("-"))
    ahead, applied, repeats = set(state.get("ahead", [])), 0, 0
    for entry in map(json.loads, lines):
        if entry.get("type") == TEST:
            print(f"test event {entry['id']}", flush=True)
            continue
        if int(entry.get("id", state["cursor"]).split("-")[0]) != epoch:
            raise SystemExit("restored from a backup: open the book again from the snapshot")
        position = entry["position"]
        if position <= at or position in ahead:
            repeats += 1
            continue
        apply(state["book"], entry)
        applied += 1
        ahead.add(position)
        while at + 1 in ahead:
            at += 1
            ahead.remove(at)
    state.update(cursor=f"{epoch}-{at}", ahead=sorted(ahead))
    keep(file, state)
    print(f"{applied} applied, {repeats} repeats dropped, {len(ahead)} ahead of one that is missing", flush=True)
    return 0 if not ahead and proven(state) else 1


def follow(file, once):
    state = kept(file)
    while True:
        try:
            if state is None:
                state = opened()
                once or proven(state)
            page = get(f"/feed?after={state['cursor']}&limit=500&wait={0 if once else 30}")
            for entry in page["entries"]:
                apply(state["book"], entry)
            state["cursor"] = page["next"]
            keep(file, state)
            if not page["entries"] and once:
                return 0 if proven(state) else 1
            if 0 < len(page["entries"]) < 500 and not once:
                proven(state)
        except EpochChanged:
            print("restored from a backup: opening the book again", flush=True)
            state = None


if __name__ == "__main__":
    sys.exit(delivered(sys.argv[1], sys.stdin) if "--delivered" in sys.argv else follow(sys.argv[1], "--once" in sys.argv))
