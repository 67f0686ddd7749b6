"""Reads the backup of backup-v1.json, and opens what is in it as the vault that it was taken of."""
from vectors import vault_checks
from vectors.formats import *

MAGIC, PERSONAL, LIMIT = b"CLINICAL-BACKUPS", b"cnotes.backup.v1", 80 << 20


def chained(data): return blake2b(data, personal=PERSONAL)


def demand(truth):
    if not truth:
        raise Refused


def read_head(data):
    """Whose backup it is, when it was begun, and the checkpoint before that; and the hash with which the chain begins."""
    reader = Reader(data)
    demand(reader.raw(16) == MAGIC and reader.integer(2) == 1 and reader.raw(6) == bytes(6))
    head = {"tenant": reader.raw(16), "begun": reader.integer(8, signed=True), "size": reader.integer(8), "root": reader.raw(32)}
    digest = reader.raw(32)
    demand(digest == chained(data[:88]))
    return head, digest, reader


def read_record(reader, tenant):
    """A record in the shape of the rows of vault-v1.json."""
    owner, collection, record, revision = reader.raw(16), reader.integer(1), reader.raw(16), reader.integer(8)
    entries = reader.list(lambda: {"pseudonym": reader.raw(16).hex(), "generation": reader.integer(4),
                                   "statusClass": reader.integer(1), "time": reader.integer(8, signed=True)})
    return {"tenant": tenant.hex(), "owner": owner.hex(), "collection": collection, "record": record.hex(),
            "revision": revision, "entries": entries, "value": reader.counted().hex()}


def read_backup(data):
    """The head and the records of a backup; refused unless it is whole and as it was written."""
    head, digest, reader = read_head(data)
    rows, counts = [], None
    while counts is None:
        size = reader.integer(4)
        demand(size <= LIMIT)
        payload = reader.raw(size)
        digest = chained(digest + payload)
        demand(reader.raw(32) == digest)
        block = Reader(payload)
        kind = block.integer(1)
        demand(kind in (1, 2))
        if kind == 1:
            rows += block.list(lambda: read_record(block, head["tenant"]))
        else:
            counts = (block.integer(8), block.integer(8))
        block.finish()
    reader.finish()
    keys = [(unhex(row["owner"]), row["collection"], unhex(row["record"])) for row in rows]
    demand(all(first < second for first, second in zip(keys, keys[1:])))
    demand(counts == (len(rows), sum(len(row["entries"]) for row in rows)))
    return head, rows


def write_backup(head, rows, size):
    """The same records in blocks of so many, which may be as large as one likes."""
    data = MAGIC + u16(1) + bytes(6) + head["tenant"] + i64(head["begun"]) + u64(head["size"]) + head["root"]
    digest = chained(data)
    data += digest

    def entry(value):
        return unhex(value["pseudonym"]) + u32(value["generation"]) + u8(value["statusClass"]) + i64(value["time"])

    def record(row):
        return (unhex(row["owner"]) + u8(row["collection"]) + unhex(row["record"]) + u64(row["revision"])
                + u32(len(row["entries"])) + b"".join(map(entry, row["entries"])) + counted(unhex(row["value"])))

    payloads = [u8(1) + u32(len(rows[at:at + size])) + b"".join(map(record, rows[at:at + size]))
                for at in range(0, len(rows), size)]
    payloads.append(u8(2) + u64(len(rows)) + u64(sum(len(row["entries"]) for row in rows)))
    for payload in payloads:
        digest = chained(digest + payload)
        data += counted(payload) + digest
    return data


def check(stored, vault):
    """Everything in backup-v1.json, with the keys of vault-v1.json."""
    same(stored["format"], 1, "format")
    data = unhex("".join(stored["file"]))
    head, rows = read_backup(data)
    same((head["tenant"].hex(), head["begun"], len(rows)), (stored["tenant"], stored["begun"], stored["records"]),
         "what a backup says of itself")
    same(write_backup(head, rows, len(rows)), data, "a backup that was written again")
    same(read_backup(write_backup(head, rows, 7)), (head, rows), "a backup in other blocks")
    pointer = next(row for row in vault["rows"] if row["tenant"] == bytes(16).hex())
    vault_checks.check(dict(vault, rows=[pointer] + rows), newest=(head["size"], head["root"]))
    for at in range(0, len(data), 5):
        refused(lambda: read_backup(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1:]), f"a changed bit at {at}")
    for at in [*range(0, 200), *range(200, len(data), 97), len(data) - 53, len(data) - 1]:
        refused(lambda: read_backup(data[:at]), f"a backup cut at {at}")
    refused(lambda: read_backup(data + b"\0"), "something behind a backup")
    refused(lambda: read_backup(write_backup(head, rows[1:] + rows[:1], 7)), "records in another order")
    refused(lambda: read_backup(write_backup(head, rows[:1] + rows, 7)), "a record that stands twice")
