"""Checks records-v1.json: every record of section 14 is read, compared and written anew."""
import base64
import json

from vectors.formats import *
from vectors.records import *


MONTH = 30 * 86_400_000


def check(vectors):
    """Everything in records-v1.json."""
    same(vectors["format"], 1, "format")
    secret, generation = unhex(vectors["secret"]["key"]), vectors["secret"]["generation"]
    tenant = unhex(vectors["tenant"])
    same(sorted({vector["record"] for vector in vectors["records"]}), sorted(RECORDS), "the list of records")
    for vector in vectors["records"]:
        check_record(vector)
    check_templates(vectors["templates"])
    for vector in vectors["pseudonyms"]:
        check_pseudonym(vector, secret, generation)
    for vector in vectors["index"]:
        header = decode(HEADER, unhex(vector["header"]))
        same(index_of(header, secret, generation), vector["entries"], "index entries")
        same(listing_of("header", header), (vector["compartment"], vector["statusClass"], vector["time"]),
             "what the directory tells of a note")
    check_rows(vectors["rows"], tenant)
    for vector in vectors["leaves"]:
        made = leaf_of(unhex(vector["record"]), vector["revision"], unhex(vector["sealed"]))
        same(made, unhex(vector["leaf"]), "leaf of a filed record")
    for vector in vectors["auditRecords"]:
        link, entry, leaf, used = open_audit(unhex(vector["bytes"]), tenant, unhex(vector["key"]))
        same((link, entry, leaf, used),
             (vector["link"], unhex(vector["entry"]), unhex(vector["leaf"]), vector["generation"]), "audit record")
    for vector in vectors["chains"]:
        rows = [(row["link"], unhex(row["commitment"])) for row in vector["rows"]]
        same(is_chain(rows), vector["isWhole"], "what an instance left in the log")
    for vector in vectors["checkpoints"]:
        leaves = [leaf_hash(unhex(data)) for data in vector["leaves"]]
        same(open_checkpoint(unhex(vector["bytes"]), tenant, unhex(vector["instance"])),
             (len(leaves), vector["end"], vector["clock"], root(leaves), frontier(leaves)), "audit checkpoint")
    for vector in vectors["cursors"]:
        check_cursor(vector, tenant, secret, generation)
    for vector in vectors["receipts"]:
        check_receipt(vector, tenant, secret, generation)
    for vector in vectors["identities"]:
        value, name = unhex(vector["value"]), unhex(vector["record"])
        same(open_identity(value, name, tenant, secret), (unhex(vector["owner"]), generation), "identity record")
        refused(lambda: open_identity(value, bytes(16), tenant, secret), "an identity record in another place")
    for vector in vectors["attachments"]:
        check_attachment(vector, tenant)
    for vector in vectors["uploads"]:
        value, at = unhex(vector["value"]), unhex(vector["record"])
        same(open_upload(value, at, vector["revision"], tenant, secret), (unhex(vector["upload"]), generation), "upload")
        refused(lambda: open_upload(value, at, vector["revision"] + 1, tenant, secret), "an upload in another place")
    for vector in vectors["journalLines"]:
        check_journal_line(vector, tenant, secret, generation)
    for vector in vectors["recoveryApprovals"]:
        check_approval(vector)
    for vector in vectors["cosignatures"]:
        message = b"cnotes cosignature v1" + unhex(vector["manifest"]) + i64(vector["at"])
        same(message, unhex(vector["message"]), "cosigned message")
        same(verify(unhex(vector["signature"]), message, unhex(vector["signing"])), True, "cosignature")


def check_record(vector):
    codec, data, name = RECORDS[vector["record"]], unhex(vector["bytes"]), vector["name"]
    same(decode(codec, data), vector["value"], f"{name}, read")
    same(codec.write(vector["value"]), data, f"{name}, written")
    value = vector["value"]
    is_extended = vector["record"] == "aggregate" and value["linked"] or (
        vector["record"] == "header" and (value["withdrawal"] or value["refiling"]))
    version = 2 if is_extended else 1
    same(data[0], version, f"{name}, version")
    for wrong in (data[:-1], data + b"\0", u8(3 - version) + data[1:], u8(3) + data[1:], b""):
        refused(lambda: decode(codec, wrong), f"{name}, damaged")
    if vector["record"] == "tenant":
        value = vector["value"]
        message = b"cnotes practice v1" + data[:-64]
        same(verify(unhex(value["signature"]), message, unhex(value["instance"])), True, "signature of the practice")


def check_templates(vectors):
    same(sorted(vector["template"] for vector in vectors), sorted(TEMPLATES), "templates")
    for vector in vectors:
        name = vector["template"]
        compartment, code, listed = TEMPLATES[name]
        same((vector["compartment"], vector["kind"], vector["version"]), (compartment, code, 1), name)
        same([(field["number"], field["name"], field["form"]) for field in vector["fields"]],
             [(number + 1, field.rstrip("*"), "structured" if field.endswith("*") else "text")
              for number, field in enumerate(listed.split())], f"fields of {name}")
        for field in vector["fields"]:
            data = unhex(field["bytes"])
            same(data.decode(), field["text"], f"{name}.{field['name']}")
            if field["form"] == "structured":
                value = json.loads(data)
                anew = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                same(anew.encode(), data, f"{name}.{field['name']}, written")


def check_pseudonym(vector, secret, generation):
    parts = {
        "drafts": lambda: ("drafts", unhex(vector["author"])),
        "identifier": lambda: ("identifier", vector["system"].encode(), vector["value"].encode()),
        "commit": lambda: ("commit", unhex(vector["principal"]), vector["key"].encode()),
        "request": lambda: ("request", unhex(vector["content"])),
        "receipts": lambda: ("receipts",),
        "upload": lambda: ("upload", unhex(vector["principal"]), vector["key"].encode()),
        "identity of an identifier": lambda: (
            "identity", b"identifier", vector["system"].encode(), vector["value"].encode()),
        "identity of a box key": lambda: ("identity", b"box-key", unhex(vector["key"])),
        "identity of a signing key": lambda: ("identity", b"signing-key", unhex(vector["key"])),
    }[vector["of"]]()
    same(pseudonym(secret, generation, *parts), unhex(vector["pseudonym"]), f"pseudonym {parts[0]}")


def check_rows(vectors, tenant):
    rows = {vector["row"]: vector for vector in vectors}
    fresh = rows.pop("fresh")
    same(u32(fresh["page"])[::-1] + unhex(fresh["random"])[4:], unhex(fresh["record"]), "a new record id")
    owner, note, number = unhex(rows["header"]["owner"]), unhex(rows["header"]["record"]), rows["page"]["number"]
    want = {
        "head": (owner, 1, as_id(1)), "aggregate": (owner, 1, as_id(2)), "keySlots": (owner, 1, as_id(3)),
        "guard": (owner, 1, as_id(4)), "page": (owner, 2, as_id(number)), "header": (owner, 3, note),
        "noteKey": (owner, 4, note), "revision": (owner, 5, note), "history": (owner, 6, note),
        "leaf": (owner, 7, as_id(number)), "audit": (tenant, 8, as_id(number)), "checkpoint": (tenant, 9, as_id(0)),
        "auditTile": (tenant, 9, as_id(2 ** 64 + number)), "tenant": (tenant, 10, as_id(0)),
        "claim": (tenant, 10, as_id(1)), "pointer": (bytes(16), 10, bytes(16)), "receipt": (tenant, 11, note),
        "identity": (tenant, 12, note), "upload": (tenant, 13, note), "segment": (owner, 14, segment_record(note, 258)),
    }
    same(sorted(rows), sorted(want), "rows")
    for name, (holder, collection, key) in want.items():
        row = rows[name]
        practice = bytes(16) if name == "pointer" else tenant
        same((unhex(row["tenant"]), unhex(row["owner"]), row["collection"], unhex(row["record"])),
             (practice, holder, collection, key), f"row {name}")


def open_audit(data, tenant, key):
    """The link, the entry's bytes, the leaf and the key's generation; all checks made."""
    record = decode(AUDIT_RECORD, data)
    at = place(tenant, tenant, unhex(record["id"]))
    opened, generation = open_envelope(unhex(record["envelope"]), "auditEntry", at, key)
    salt, told = opened[:32], opened[32:]
    reader = Reader(told)
    link = ENTRY_LINK.read(reader)
    entry = told[reader.position:]
    epoch = decode(AUDIT_ENTRY, entry)["epoch"]
    made = blake2b(tenant + u64(epoch) + told, key=salt, personal=b"cnotes.auditleaf")
    if made != unhex(record["commitment"]):
        raise Refused
    return link, entry, audit_leaf(data), generation


def audit_leaf(data): return leaf_hash(data[:1 + 16 + 32])


def open_note(note, origin, instance):
    """The size, root and further lines of a signed checkpoint."""
    text, line = note.split("\n\n")
    name, size, top, *further = text.split("\n")
    line = base64.b64decode(line.split(" ")[-1])
    same(note, f"{text}\n\n\u2014 {name} {base64.b64encode(line).decode()}\n", "form of a checkpoint")
    key_id = sha256(origin.encode() + b"\x0a\x01" + instance)[:4]
    same((name, line[:4]), (origin, key_id), "checkpoint's origin and key")
    same(verify(line[4:], (text + "\n").encode(), instance), True, "checkpoint's signature")
    return int(size), base64.b64decode(top), further


def open_checkpoint(data, tenant, instance):
    """The size, end, time, root and frontier of an audit checkpoint."""
    value = decode(AUDIT_CHECKPOINT, data)
    size, top, further = open_note(value["note"], "clinical-notes/audit/" + tenant.hex(), instance)
    same(value["count"], size, "checkpoint's count")
    same(value["end"] >= size, True, "checkpoint's end")
    same(further, [f"clock {value['clock']}"], "checkpoint's time")
    return size, value["end"], value["clock"], top, [unhex(digest) for digest in value["frontier"]]


def check_cursor(vector, tenant, secret, generation):
    opened = open_envelope(unhex(vector["cursor"]), "cursor", place(tenant, tenant), secret)
    binding = (unhex(vector["principal"]) + counted(vector["purpose"].encode()) + counted(vector["role"].encode())
               + counted(unhex(vector["query"])) + pseudonym(secret, generation, "policy", vector["policy"].encode()))
    text = u8(1) + counted(binding) + i64(vector["time"]) + unhex(vector["owner"]) + unhex(vector["record"])
    same(opened, (text, generation), "cursor")


def check_receipt(vector, tenant, secret, generation):
    commit = pseudonym(secret, generation, "commit", unhex(vector["principal"]), vector["key"].encode())
    same(commit, unhex(vector["commit"]), "commit of a receipt")
    digest = pseudonym(secret, generation, "request", counted(vector["name"].encode()) + u8(1))
    same(digest, unhex(vector["digest"]), "digest of a receipt")
    receipt = open_receipt(unhex(vector["value"]), commit, vector["revision"], tenant, secret)
    answer = unhex(vector["text"])
    same(receipt, (digest, vector["expires"], answer, generation), "receipt")
    same(vector["expires"] - vector["now"], MONTH, "end of a receipt")
    same(receipt_index(vector["expires"], secret, generation), vector["entries"], "index entry of a receipt")
    for other in ((commit, vector["revision"] + 1), (digest, vector["revision"])):
        refused(lambda: open_receipt(unhex(vector["value"]), *other, tenant, secret), "a receipt in another place")
    forms = {"nothing": None, "identifier": ID, "notes": many(NOTE), "request": row(ID, INSTANT)}
    codec = forms[vector["answer"]]
    same(codec.write(decode(codec, answer)) if codec else b"", answer, "answer of a receipt")


def open_receipt(value, commit, revision, tenant, secret):
    """The digest, the end, the answer and the generation; the revision is how often the row was written."""
    opened, generation = open_envelope(value, "receipt", place(tenant, tenant, commit, revision=revision), secret)
    if opened[:1] != u8(1) or len(opened) < 25:
        raise Refused
    return opened[1:17], int.from_bytes(opened[17:25], "little", signed=True), opened[25:], generation


def receipt_index(expires, secret, generation):
    return [{"pseudonym": pseudonym(secret, generation, "receipts").hex(), "generation": generation,
             "statusClass": 0, "time": expires}]


def open_identity(value, name, tenant, secret):
    """Whom it names, and the generation."""
    opened, generation = open_envelope(value, "identity", place(tenant, tenant, name), secret)
    if len(opened) != 17 or opened[:1] != u8(1):
        raise Refused
    return opened[1:], generation


def open_upload(value, record_id, revision, tenant, secret):
    """The text and the generation; the revision is how often the row was written."""
    return open_envelope(value, "upload", place(tenant, tenant, record_id, revision=revision), secret)


def attachment_message(data):
    """What the signature of an attachment is over: all of it, as if it had none."""
    unsigned = dict(decode(ATTACHMENT, data), signature=None)
    return b"cnotes attachment v1" + blake2b(ATTACHMENT.write(unsigned))


def open_attachment_name(value, tenant, compartment, key):
    at = place(tenant, unhex(value["note"]["owner"]), unhex(value["first"]), compartment)
    return open_envelope(unhex(value["name"]), "attachmentName", at, key)[0]


def check_attachment(vector, tenant):
    data = unhex(vector["attachment"])
    value = decode(ATTACHMENT, data)
    message = attachment_message(data)
    same(message, unhex(vector["message"]), "what an attachment's signature is over")
    if value["signature"]:
        public = unhex(vector["signing"])
        same((unhex(value["signature"]["key"]), verify(unhex(value["signature"]["bytes"]), message, public)),
             (signing_id(public), True), "signature of an attachment")
    name = open_attachment_name(value, tenant, unhex(vector["compartment"]), unhex(vector["noteKey"]))
    same(name, unhex(vector["name"]), "name of an attachment")


def check_journal_line(vector, tenant, secret, generation):
    line, used = open_envelope(unhex(vector["line"]), "journalLine", place(tenant, tenant), secret)
    same(used, generation, "generation of a journal line")
    opened = decode(JOURNAL_LINE, line)
    owner, epoch, sealed = opened["content"]["narrowed"]
    same((opened["at"], owner, epoch), (vector["at"], vector["owner"], vector["epoch"]), "journal line")
    key, narrowing = unhex(vector["headerKey"]), unhex(vector["narrowing"])
    at = place(tenant, unhex(owner), revision=epoch)
    same(open_envelope(unhex(sealed), "journalLine", at, key), (narrowing, 0), "narrowing in a journal line")
    refused(lambda: open_envelope(unhex(sealed), "journalLine", place(tenant, unhex(owner), revision=epoch + 1), key),
            "a narrowing of another epoch")
    decode(NARROWING, narrowing)


def check_approval(vector):
    def state(value): return u64(value["size"]) + unhex(value["root"])
    anchored = vector["anchored"]
    message = (b"cnotes recovery v1" + counted(vector["kind"].encode()) + unhex(vector["tenant"])
               + state(vector["stored"]) + (u8(1) + state(anchored) if anchored else u8(0)) + i64(vector["at"]))
    same(message, unhex(vector["message"]), "what a recovery's approval is over")
    same(verify(unhex(vector["signature"]), message, unhex(vector["signing"])), True, "approval of a recovery")


def is_chain(rows):
    """Whether entries of one instance, each a link and a commitment, are all that it recorded, in order and once."""
    if len({commitment for _, commitment in rows}) < len(rows):
        return False
    # Entries of which the store could not tell whether it wrote them count in nothing.
    free = {unhex(commitment) for link, _ in rows for commitment in link["unsettled"]}
    count, state, group, told, place = 0, bytes(32), [], None, -1
    for link, commitment in rows:
        if commitment in free:
            continue
        if (link["before"], link["state"], link["unsettled"]) != told:
            count += len(group)
            if group:
                state = blake2b(state + b"".join(group), personal=b"cnotes.auditgrp1")
            told, group, place = (link["before"], link["state"], link["unsettled"]), [], -1
        if (link["before"], unhex(link["state"])) != (count, state) or link["place"] <= place:
            return False
        group.append(commitment)
        place = link["place"]
    return True
