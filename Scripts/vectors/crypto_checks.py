"""Checks crypto-v1.json, stored-v1.json and two-keys-v1.json."""
import base64

from vectors.formats import *
from vectors.formats import sodium

def check_basics(vectors):
    for kind in vectors["kinds"]:
        same(len(kind["personal"]), 16, "personal")
        KINDS[kind["name"]] = (kind["personal"].encode(), kind["class"])
    for entry in vectors["padding"]:
        same(bucket(entry["count"] + 4, 256), entry["size"], "padding")
    for place in vectors["places"]:
        same(place_bytes(place), unhex(place["bytes"]), "place")
        same(len(place_bytes(place)), 88, "place size")


def check_envelopes(vectors):
    for vector in vectors["envelopes"]:
        envelope, key, text = unhex(vector["envelope"]), unhex(vector["key"]), unhex(vector["text"])
        place, kind = place_bytes(vector["place"]), vector["kind"]
        same(open_envelope(envelope, kind, place, key), (text, vector["generation"]), "envelope")
        made = seal(text, kind, place, key, nonce_of(envelope), vector["padding"], vector["generation"])
        same(made, envelope, "envelope sealed anew")
        refused(lambda: open_envelope(envelope, kind, bytes(88), key), "another place")
        refused(lambda: open_envelope(envelope, kind, place, bytes(32)), "another key")
        for byte in range(len(envelope)):
            changed = envelope[:byte] + bytes([envelope[byte] ^ 1]) + envelope[byte + 1:]
            refused(lambda: open_envelope(changed, kind, place, key), "a changed byte")
    for vector in vectors["lockedKeys"]:
        locked, place = unhex(vector["locked"]), place_bytes(vector["place"])
        same(len(locked), 192, "locked key size")
        inner, epoch = open_envelope(locked, "outerLock", place, unhex(vector["outer"]))
        same((len(inner), epoch), (112, vector["epoch"]), "outer lock")
        key, generation = open_envelope(inner, vector["kind"], place, unhex(vector["inner"]))
        same((key, generation), (unhex(vector["key"]), vector["innerGeneration"]), "inner lock")


def check_hashes(vectors):
    for vector in vectors["pseudonyms"]:
        parts = [unhex(part) for part in vector["parts"]]
        message = counted(vector["label"].encode()) + u32(len(parts)) + b"".join(map(counted, parts))
        key = kdf(unhex(vector["secret"]), vector["generation"], b"cnpseudo")
        same(blake2b(message, 16, key, b"cnotes.pseudonym"), unhex(vector["pseudonym"]), "pseudonym")
    for vector in vectors["auditLeaves"]:
        message = unhex(vector["log"]) + u64(vector["epoch"]) + unhex(vector["entry"])
        made = blake2b(message, key=unhex(vector["salt"]), personal=b"cnotes.auditleaf")
        same(made, unhex(vector["commitment"]), "audit leaf")
    merkle = vectors["merkle"]
    leaves = [leaf_hash(unhex(data)) for data in merkle["data"]]
    for size, value in enumerate(merkle["roots"]):
        same(root(leaves[:size]), unhex(value), f"root of {size}")
    for vector in merkle["inclusion"]:
        proof = [unhex(value) for value in vector["proof"]]
        same(inclusion(leaves, vector["index"]), proof, "inclusion proof")
        same(root_from(leaves[vector["index"]], vector["index"], len(leaves), proof), root(leaves), "inclusion")
    for vector in merkle["consistency"]:
        made = consistency(leaves, vector["from"]) if vector["from"] else []
        same(made, [unhex(value) for value in vector["proof"]], "consistency proof")


def check_revisions(vectors):
    for vector in vectors["revisions"]:
        record, place = unhex(vector["record"]), place_bytes(vector["place"])
        public = sign_public(unhex(vector["signerSeed"]))
        manifest, texts = open_revision(
            record, place, unhex(vector["headerKey"]), unhex(vector["noteKey"]), public)
        same(manifest["frameHash"], unhex(vector["frameHash"]), "frame hash")
        same(manifest["hash"], unhex(vector["manifestHash"]), "manifest hash")
        same(manifest["signatureKind"], vector["signatureKind"], "signature kind")
        same(manifest["previous"], unhex(vector["previous"]), "previous manifest")
        same(manifest["author"], unhex(vector["author"]), "author")
        same(manifest["signedAt"], vector["signedAt"], "signed at")
        same(manifest["template"], vector["template"], "template")
        same(manifest["templateVersion"], vector["templateVersion"], "template version")
        same([(f["part"], f["field"]) for f in manifest["fields"]],
             [(f["part"], f["field"]) for f in vector["fields"]], "fields")
        same(texts, [unhex(field["text"]) for field in vector["fields"]], "texts")


def check_heads(vectors):
    for vector in vectors["ownerHeads"]:
        leaves = [leaf_hash(unhex(leaf)) for leaf in vector["leaves"]]
        pages = [unhex(page) for page in vector["pageHashes"]]
        tops = frontier(leaves)
        encoded = (u16(1) + unhex(vector["tenant"]) + unhex(vector["owner"]) + u64(vector["number"])
                   + unhex(vector["previous"]) + u64(vector["count"]) + root(leaves)
                   + u32(len(tops)) + b"".join(tops) + u64(vector["epoch"]) + unhex(vector["aggregateHash"])
                   + unhex(vector["keySlotsHash"]) + u32(len(pages)) + b"".join(pages))
        seed = unhex(vector["seed"])
        signature = sign(b"cnotes owner head v1" + encoded, seed)
        same(blake2b(encoded, personal=b"cnotes.ownerhead"), unhex(vector["hash"]), "owner's head hash")
        same(encoded + signing_id(sign_public(seed)) + signature, unhex(vector["signed"]), "owner's head")
    for vector in vectors["directoryPages"]:
        entries = vector["entries"]
        made = u16(1) + u32(len(entries)) + b"".join(
            unhex(entry["record"])[4:] + u64(entry["revision"]) + unhex(entry["leafHash"]) + u8(entry["compartment"])
            + u8(entry["statusClass"]) + i64(entry["time"]) for entry in entries)
        same(made, unhex(vector["page"]), "directory page")
        same({unhex(entry["record"])[:4] for entry in entries}, {vector["number"].to_bytes(4, "big")}, "page in a record id")
        same([e["record"] for e in entries], sorted(e["record"] for e in entries), "page order")
    for vector in vectors["checkpoints"]:
        text = f"{vector['origin']}\n{vector['size']}\n{base64.b64encode(unhex(vector['root'])).decode()}\n"
        text += "".join(line + "\n" for line in vector["extensions"])
        seed = unhex(vector["seed"])
        name = sha256(vector["origin"].encode() + b"\n\x01" + sign_public(seed))[:4]
        line = base64.b64encode(name + sign(text.encode(), seed)).decode()
        same(f"{text}\n\u2014 {vector['origin']} {line}\n", vector["note"], "checkpoint")


def check_principals(vectors):
    for vector in vectors["enrolments"]:
        box, signing, seed = unhex(vector["box"]), unhex(vector["signing"]), unhex(vector["seed"])
        same(box_id(box), unhex(vector["boxKeyID"]), "box key id")
        same(signing_id(signing), unhex(vector["signingKeyID"]), "signing key id")
        statement = (u16(1) + unhex(vector["tenant"]) + unhex(vector["principal"]) + box + signing
                     + u64(vector["serial"]) + i64(vector["notBefore"]) + u8(vector["kind"])
                     + u8(int(vector["revoked"])))
        same(len(statement), 116, "statement size")
        made = statement + signing_id(sign_public(seed)) + sign(b"cnotes enrolment v1" + statement, seed)
        same(made, unhex(vector["signed"]), "enrolment")
    for vector in vectors["keyrings"]:
        keyring = open_keyring(unhex(vector["file"]), unhex(vector["passphrase"]))
        same(keyring["principal"], unhex(vector["principal"]), "keyring principal")
        same(keyring["box"], unhex(vector["box"]), "keyring box key")
        same(sign_public(keyring["seed"]), unhex(vector["signing"]), "keyring signing key")
    for vector in vectors["keyFiles"]:
        seen, entries = open_key_file(unhex(vector["file"]), unhex(vector["rootKey"]))
        same(seen, vector["seen"], "key file's time")
        same(len(entries), len(vector["entries"]), "key file entries")
        for got, want in zip(entries, vector["entries"]):
            same((got["tenant"].hex(), got["purpose"], got["state"], got["zero"], got["generation"]),
                 (want["tenant"], want["purpose"], want["state"], 0, want["generation"]), "key file entry")
            same((got["moment"], got["key"].hex()), (want.get("moment", 0), want.get("key", "00" * 32)), "key file key")


def check_slots(vectors):
    for vector in vectors["ordinarySlots"]:
        place, key = place_bytes(vector["place"]), unhex(vector["key"])
        public = sign_public(unhex(vector["seed"]))
        raw, head, inner, epoch = open_slot(unhex(vector["slot"]), place, unhex(vector["outer"]), public)
        same((head["version"], head["suite"], head["scope"], epoch), (1, 1, vector["scope"], vector["epoch"]), "slot")
        for name in ("generation", "serial", "notBefore", "notAfter", "rights"):
            same(head[name], vector[name], f"grant {name}")
        same((head["reader"], head["readerKey"]), (bytes(16), bytes(16)), "no reader")
        same(head["granter"], unhex(vector["granter"]), "granter")
        same(head["commitment"], commitment(head, key), "commitment")
        at = head["tenant"] + head["owner"] + head["compartment"] + head["record"] + bytes(24)
        opened = open_envelope(inner, "compartmentKey", at, unhex(vector["tenantKey"]))
        same(opened, (key, vector["tenantKeyGeneration"]), "ordinary inner lock")


def check_journals(vectors):
    for vector in vectors["journalFiles"]:
        data = unhex(vector["file"])
        groups = [(group["log"].encode(), [unhex(line) for line in group["lines"]]) for group in vector["groups"]]
        same(open_journals(data), (groups, 0), "journal file")
        for torn in (1, 50):
            same(open_journals(data[:-torn])[0], groups[:-1], "journal file, torn")
        changed = data[:70] + bytes([data[70] ^ 1]) + data[71:]
        refused(lambda: open_journals(changed), "journal file, damaged")


def check_segments(vectors):
    for vector in vectors["segments"]:
        ids = [unhex(vector[name]) for name in ("tenant", "owner", "compartment", "first")]
        number, last, key = vector["number"], vector["isLast"], unhex(vector["key"])
        text, at = bytes([vector["fill"]]) * vector["count"], segment_place(*ids, number, last)
        sealed = seal_segment(text, at, last, key, unhex(vector["head"])[8:32])
        same((sealed[:64], len(sealed)), (unhex(vector["head"]), vector["size"]), "segment")
        same(blake2b(sealed), unhex(vector["hash"]), "hash of a segment")
        same(open_segment(sealed, at, last, key), text, "segment, opened")
        for other in ((number + 1, last), (number, not last)):
            refused(lambda: open_segment(sealed, segment_place(*ids, *other), other[1], key), "a segment elsewhere")


def check_stored(stored):
    value = {name: unhex(text) for name, text in stored["values"].items()}
    ident = lambda byte: bytes([byte]) * 15 + b"\0"
    place = ident(1) + ident(2) + ident(3) + ident(4) + u64(5)
    sample, whole = place + u32(6) + u32(7) + u32(8) + bytes(4), place + bytes(8) + u32(8) + bytes(4)
    inner, epoch = open_envelope(value["noteKeyRow"], "outerLock", sample, value["epochKey"])
    same(epoch, 2, "epoch")
    same(open_envelope(inner, "noteKey", sample, value["compartmentKey"]), (value["noteKey"], 1), "note key row")
    manifest, texts = open_revision(
        value["revision"], whole, value["headerKey"], value["noteKey"], value["writerSigningKey"])
    same(manifest["author"], ident(0x31), "author")
    same(texts[0], b"Sleeps better since the dose was halved.", "text")
    keyring = open_keyring(value["readerKeyring"], b"open sesame")
    slot_place = ident(1) + ident(2) + ident(3) + bytes(24) + u32(1) + bytes(12)
    raw, head, box, _ = open_slot(value["grantedSlot"], slot_place, value["epochKey"], value["writerSigningKey"])
    same((head["reader"], head["readerKey"]), (keyring["principal"], box_id(keyring["box"])), "grant reader")
    opened = sodium.crypto_box_seal_open(box, keyring["box"], keyring["boxSecret"])
    same(opened[:32], value["compartmentKey"], "granted key")
    same(opened[32:], blake2b(raw, personal=b"cnotes.granthead"), "head inside the box")
    same(head["commitment"], commitment(head, opened[:32]), "commitment of the granted key")
    entry = open_key_file(value["keyFile"], passphrase=b"open sesame")[1][0]
    same((entry["tenant"], entry["purpose"], entry["generation"], entry["state"]), (ident(1), 2, 3, 1), "key file")
    at = ident(1) + bytes(48) + u64(3) + u32(2) + bytes(12)
    same(open_envelope(value["wrapped"], "serviceKey", at, entry["key"]), (value["leased"], 3), "wrapped key")
    request = ident(0x60)
    same(blake2b(request, key=entry["key"], personal=b"cnotes.leasedkey"), value["leased"], "key of a request")
    same(blake2b(request, 24, entry["key"], b"cnotes.leasenonc"), nonce_of(value["wrapped"]), "nonce of a request")
    anchor = value["anchorFile"]
    same(anchor[:16], b"CLINICAL-ANCHORS", "anchor magic")
    same(anchor[-32:], blake2b(anchor[:-32], personal=b"cnotes.checksum1"), "anchor checksum")
    reader = Reader(anchor[16:-32])
    same(reader.integer(2), 1, "anchor version")
    states = reader.list(lambda: (reader.counted(), reader.integer(8), reader.raw(32), reader.counted()))
    reader.finish()
    same(states, [(b"log", 99, blake2b(b"\1"), b"a signed note")], "anchor")


def check_two_keys(fixture):
    vector = fixture["envelope"]
    envelope, place = unhex(vector["envelope"]), unhex(vector["place"])
    good, bad = unhex(vector["keyThatOpens"]), unhex(vector["keyThatMustBeRefused"])
    same(len(open_envelope(envelope, "header", place, good)[0]), 200, "the key that is committed to")
    refused(lambda: open_envelope(envelope, "header", place, bad), "the key that is not committed to")
    # Without the commitment both open: that is why it is there.
    head, nonce, stored, sealed = envelope[:8], envelope[8:32], envelope[32:64], envelope[64:]
    for key in (good, bad):
        subkey, _ = derive(head, nonce, place, key, KINDS["header"][0])
        opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, head + nonce + stored, nonce, subkey)
        same(len(opened), 256, "the bare cipher opens under both")
    box = fixture["sealedBox"]
    opened = [sodium.crypto_box_seal_open(unhex(box["box"]), unhex(public), unhex(secret))
              for public, secret in zip(box["publicKeys"], box["secretKeys"])]
    same(opened[0][:32] != opened[1][:32], True, "the box gives two readers two keys")


def check(vectors):
    """Everything in crypto-v1.json."""
    same(vectors["format"], 1, "format")
    for part in (check_basics, check_envelopes, check_hashes, check_revisions, check_heads, check_principals,
                 check_slots, check_journals, check_segments):
        part(vectors)
