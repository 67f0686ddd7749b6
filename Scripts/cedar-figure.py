#!/usr/bin/env python3
"""Prints how many nanoseconds Cedar's engine takes for a request of the peers' workload, p50, as it measures itself.

    cedar-figure.py FOLDER      needs cedarpy
"""

import json
import statistics
import sys
from pathlib import Path

import cedarpy

FACTS = ("purpose", "authorization", "supervised", "suitByPatient")


def main() -> None:
    folder = Path(sys.argv[1])
    policies = cedarpy.PolicySet.from_str((folder / "policy.cedar").read_text())
    schema = (folder / "schema.cedarschema").read_text()
    entities = cedarpy.Entities.from_json_str((folder / "entities.json").read_text(), schema)
    requests = [json.loads(line) for line in (folder / "requests.jsonl").read_text().splitlines()]
    # Of several rounds the one in which the machine was least disturbed, as of the library's own.
    print(min(round(median(requests, policies, entities) * 1000) for _ in range(5)))


def median(requests: list[dict], policies: object, entities: object) -> float:
    """What the engine says that a request takes, in microseconds, p50."""
    durations = []
    for request in requests:
        answer = cedarpy.is_authorized(
            {
                "principal": f'User::"{request["principal"]}"',
                "action": f'Action::"{request["action"]}"',
                "resource": f'Note::"{request["resource"]}"',
                "context": {name: request[name] for name in FACTS},
            },
            policies,
            entities,
        )
        durations.append(answer.metrics["authz_duration_micros"])
    return statistics.median(durations)


if __name__ == "__main__":
    main()
