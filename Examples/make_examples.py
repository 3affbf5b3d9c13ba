#!/usr/bin/env python3
"""Writes rides.json: a valid upload of every documented kind. Same seed, same bytes."""
import json
import random
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

rng = random.Random(7)
START = datetime(2025, 3, 1, 6, tzinfo=timezone.utc)
SITES = ["harbour", "old town", "ring road", "airport"]
WEATHER = ["clear", "cloudy", "fog", "rain", "snow"]
NOTES = [
    "lens cleaned before the ride",
    "pedestrian crossing at a red light",
    "glare from low sun, exposure locked",
    "roadworks; lane closed on the right",
    "camera shaken by cobblestones",
]


def metadata(embedding=True):
    moment = START + timedelta(seconds=rng.randrange(180 * 86400))
    result = {
        "captured_at": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "weather": rng.choices(WEATHER, [40, 25, 8, 20, 7])[0],
        "speed": round(rng.uniform(0, 120), 1),
        "is_night": moment.hour < 7 or moment.hour > 19,
        "site": rng.choice(SITES),
        "device_id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        "position": {
            "latitude": round(rng.uniform(59.2, 59.5), 5),
            "longitude": round(rng.uniform(17.8, 18.3), 5),
        },
    }
    if rng.random() < 0.4:
        result["operator.notes"] = rng.choice(NOTES)
    if embedding:
        result["clip"] = [round(rng.uniform(-1, 1), 4) for _ in range(8)]
    return result


def url(kind, number, extension):
    return f"https://storage.googleapis.com/rides/{kind}/{number:04d}.{extension}"


def images():
    for n in range(200):
        yield {
            "objectUrl": url("frames", n, "jpg"),
            "title": f"frame {n:04d}",
            "clientMetadata": metadata(),
            "imageMetadata": {
                "mimeType": "image/jpeg", "fileSize": rng.randrange(10**5, 10**6),
                "width": 1920, "height": 1080,
            },
        }


def videos():
    for n in range(60):
        frames = {str(frame): {"clip": [round(rng.uniform(-1, 1), 4) for _ in range(8)]}
                  for frame in (0, 25)}
        document = metadata(embedding=False)
        if n % 10 == 0:
            document["$encord"] = {
                "config": {"sampling_rate": 0, "keyframe_mode": "frame"}, "frames": frames,
            }
        yield {
            "objectUrl": url("drives", n, "mp4"),
            "title": f"drive {n:04d}",
            "clientMetadata": document,
            "videoMetadata": {
                "fps": 25.0, "duration": 8.0, "width": 1280, "height": 720,
                "file_size": rng.randrange(10**6, 10**7), "mime_type": "video/mp4",
            },
        }


def audio():
    for n in range(30):
        yield {
            "objectUrl": url("cabin", n, "wav"),
            "clientMetadata": metadata(embedding=False),
            "audioMetadata": {
                "duration_seconds": 2.5, "file_size": 80044, "mime_type": "audio/wav",
                "sample_rate": 16000, "bit_depth": 16, "codec": "pcm", "num_channels": 1,
            },
        }


def image_groups():
    for n in range(30):
        frames = {f"objectUrl_{k}": url(f"rig-{n:02d}", k, "jpg") for k in range(3)}
        yield {"title": f"rig {n:02d}", "createVideo": n % 3 == 0, **frames,
               "clientMetadata": metadata(embedding=False)}


def dicom_series():
    for n in range(10):
        slices = {f"objectUrl_{k}": url(f"ct-{n:02d}", k, "dcm") for k in range(4)}
        yield {"title": f"ct {n:02d}", **slices, "clientMetadata": {"site": "clinic"}}


def main():
    upload = {
        "videos": list(videos()), "audio": list(audio()), "image_groups": list(image_groups()),
        "images": list(images()), "dicom_series": list(dicom_series()),
    }
    lines = ["{"]
    for group, items in upload.items():
        lines.append(f'  "{group}": [')
        lines.append(",\n".join("    " + json.dumps(item) for item in items))
        lines.append("  ],")
    lines.append('  "skip_duplicate_urls": true,\n  "upsert_metadata": true\n}\n')
    Path(__file__).with_name("rides.json").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
