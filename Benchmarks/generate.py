#!/usr/bin/env python3
"""Deterministic generator of an Encord-style upload JSON (standard library only).

  python3 generate.py --items N [--embedding D] [--seed S] [--bad PCT] -o file.json
  python3 generate.py --schema FILE [--embedding D]      # the wire schema

Same arguments -> same bytes.  Exactly round(N*PCT/100) items carry one type
error each (wrong enum / malformed datetime / bad uuid / string for number).
"""
import argparse
import itertools
import json
import math
import random
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

WEATHER = ["clear", "cloudy", "fog", "rain", "snow", "windy"]
WEATHER_CUM = [30, 55, 65, 85, 93, 100]          # rain = 20 %
KINDS = [("images", 80, "jpg"), ("videos", 15, "mp4"), ("audio", 5, "wav")]
REVIEWERS = ["Ana Lima", "Zoë Müller", "陈伟", "J. O'Neil", "Søren Kjær", "Priya N.", "Iwao Tanaka", "Lee \"Ray\" Fox"]
TAGS = ["urban", "highway", "tunnel", "bridge", "pedestrian", "cyclist", "truck", "glare", "blur", "occluded"]
T0 = datetime(2024, 1, 1, tzinfo=timezone.utc)
SPAN_S = 2 * 365 * 86400
OFFSETS = [0, 0, 0, 60, 120, -300, 330, 540]     # minutes; 0 is written "Z"
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za che dra fle gri".split()
VOCAB = ["".join(p) for p in itertools.islice(itertools.product(SYLLABLES, repeat=3), 0, None, 4)][:4000]
VOCAB_CUM = [(k + 1) ** (1 / 3) for k in range(len(VOCAB))]   # skewed: VOCAB[0] is a stop word


def wire_schema(dim):
    hint = lambda h: {"ty": "variant", "hint": h}
    s = {
        "captured_at": hint("datetime"),
        "weather": {"ty": "enum", "values": WEATHER},
        "site_location": hint("varchar"),
        "temperature": hint("number"),
        "frame_count": hint("number"),
        "is_night": hint("boolean"),
        "device_id": hint("uuid"),
        "operator.notes": hint("text"),
        "Team A.reviewed-by": hint("varchar"),
        "confidence": hint("number"),
    }
    if dim:
        s["emb"] = {"ty": "embedding", "size": dim}
    return s


def iso(rng):
    t = T0 + timedelta(seconds=rng.random() * SPAN_S)
    off = OFFSETS[rng.getrandbits(3)]
    text = (t + timedelta(minutes=off)).strftime("%Y-%m-%dT%H:%M:%S")
    digits = (0, 3, 6)[rng.getrandbits(8) % 3]
    if digits:
        text += "." + f"{t.microsecond:06d}"[:digits]
    if off == 0:
        return text + "Z"
    return text + f"{'+' if off > 0 else '-'}{abs(off) // 60:02d}:{abs(off) % 60:02d}"


def metadata(rng):
    words = rng.choices(VOCAB, cum_weights=VOCAB_CUM, k=rng.randint(10, 60))
    if rng.random() < 0.03:
        words.insert(5, '"quoted"\n')
    m = {
        "captured_at": iso(rng),
        "weather": rng.choices(WEATHER, cum_weights=WEATHER_CUM)[0],
        "site_location": f"site-{rng.randrange(500):04d}",
        "temperature": round(rng.gauss(12, 10), 2),
        "frame_count": rng.randrange(1, 20000),
        "is_night": rng.random() < 0.4,
        "device_id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        "operator.notes": " ".join(words),
        "Team A.reviewed-by": REVIEWERS[rng.getrandbits(3)],
        "confidence": round(rng.random(), 6),
        "tags": rng.sample(TAGS, rng.randrange(4)),
        "gps": {"lat": round(rng.uniform(-90, 90), 6), "lon": round(rng.uniform(-180, 180), 6), "alt": rng.randrange(3000)},
    }
    if rng.random() < 0.1:
        del m["Team A.reviewed-by"]
    return m


BREAK = [
    lambda m: m.update(weather="sleet"),
    lambda m: m.update(captured_at="2024-13-45T25:61:00Z"),
    lambda m: m.update(device_id="not-a-uuid-" + m["device_id"][11:]),
    lambda m: m.update(temperature="warm"),
]


def vector_source(rng, dim, clusters=64, noise=0.8):
    g = rng.gauss
    centres = [[g(0, 1) for _ in range(dim)] for _ in range(clusters)]

    def draw():
        v = [a + noise * g(0, 1) for a in centres[rng.randrange(clusters)]]
        inv = 1 / math.sqrt(sum(x * x for x in v))
        return ",".join(["%.6g" % (x * inv) for x in v])

    return draw


def generate(path, n, dim, seed, bad_pct):
    rng = random.Random(seed)
    bad = set(random.Random(seed + 1).sample(range(n), round(n * bad_pct / 100)))
    vec = vector_source(random.Random(seed + 2), dim) if dim else None
    counts = [n * share // 100 for _, share, _ in KINDS]
    counts[0] += n - sum(counts)
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    i = 0
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as f:
        f.write('{"skip_duplicate_urls":true,"upsert_metadata":true')
        for (kind, _, ext), count in zip(KINDS, counts):
            f.write(f',"{kind}":[\n')
            for k in range(count):
                m = metadata(rng)
                if i in bad:
                    BREAK[i % 4](m)
                cam = rng.randrange(8)
                url = f"https://storage.googleapis.com/bucket/{m['site_location']}/cam-{cam}/{i:06d}.{ext}"
                text = dump({"objectUrl": url, "title": f"cam-{cam} {i:06d}", "clientMetadata": m})
                if vec:
                    text = f'{text[:-2]},"emb":[{vec()}]}}}}'
                f.write(text if k == 0 else ",\n" + text)
                i += 1
            f.write("]")
        f.write("}\n")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--items", type=int)
    ap.add_argument("--embedding", type=int, default=0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--bad", type=float, default=0, metavar="PCT")
    ap.add_argument("-o", "--out")
    ap.add_argument("--schema", metavar="FILE")
    a = ap.parse_args()
    if a.schema:
        Path(a.schema).write_text(json.dumps(wire_schema(a.embedding), indent=1) + "\n")
    if a.items:
        generate(a.out, a.items, a.embedding, a.seed, a.bad)
