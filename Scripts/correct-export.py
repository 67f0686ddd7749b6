#!/usr/bin/env python3
"""Makes the corrected copy of an export that a source would give later, to see what an import makes of it.

    Scripts/correct-export.py DocumentReference.ndjson CORRECTED.ndjson [EVERY]

Of each EVERY notes (100) with a text of their own one gets another text, one is entered in error, and the rest stay as they are, byte by byte.
What was changed gets a higher version, and is counted on standard output: `Scripts/demo --store FILE --json --input CORRECTED.ndjson` on a store that
has the export must say the same.
"""
import base64
import json
import sys


def raise_version(resource):
    meta = resource.setdefault("meta", {})
    old = meta.get("versionId", "1")
    meta["versionId"] = str(int(old) + 1 if old.isdigit() else 2)
    if "lastUpdated" in meta:
        meta["lastUpdated"] = "2099-01-01T00:00:00Z"


def correct(resource):
    """Gives the first attachment that carries a text another one; False if there is none."""
    for content in resource.get("content", []):
        attachment = content.get("attachment", {})
        if attachment.get("data") and attachment.get("contentType", "").startswith("text/plain"):
            text = base64.b64decode(attachment["data"]) + b"\nCorrected."
            attachment["data"] = base64.b64encode(text).decode()
            attachment.pop("size", None)
            attachment.pop("hash", None)
            resource["docStatus"] = "amended"
            return True
    return False


def main(source, target, every=100):
    changed = withdrawn = total = 0
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            resource = json.loads(line) if line.strip() else {}
            place = number % every if resource.get("resourceType") == "DocumentReference" else None
            total += place is not None
            if place == every // 2 and resource.get("status") != "entered-in-error" and correct(resource):
                changed += 1
            elif place == every // 3 and resource.get("status") != "entered-in-error":
                resource["status"] = "entered-in-error"
                withdrawn += 1
            else:
                out.write(line)
                continue
            raise_version(resource)
            out.write(json.dumps(resource, ensure_ascii=False) + "\n")
    print(json.dumps({"notesChanged": changed, "notesWithdrawn": withdrawn, "notesUnchanged": total - changed - withdrawn}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
