#!/usr/bin/env python3
"""Checks Tests/Vectors with an implementation of its own, written from Documentation/FormatSpecification.md.

Uses hashlib for BLAKE2b and SHA-256, and PyNaCl for the rest (Debian: python3-nacl). Prints what was checked;
exits 1 at the first difference.
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True

from vectors import backup_checks, crypto_checks, formats, record_checks, vault_checks  # noqa: E402

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Vectors"


def main():
    def load(name): return json.loads((VECTORS / name).read_text())
    crypto_checks.check(load("crypto-v1.json"))
    crypto_checks.check_stored(load("stored-v1.json"))
    crypto_checks.check_two_keys(load("two-keys-v1.json"))
    record_checks.check(load("records-v1.json"))
    vault = load("vault-v1.json")
    vault_checks.check(vault)
    vault_checks.check_tampering(vault)
    backup_checks.check(load("backup-v1.json"), vault)
    print(f"{formats.checks} checks of the format vectors passed")


if __name__ == "__main__":
    main()
