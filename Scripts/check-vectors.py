#!/usr/bin/env python3
"""Checks Tests/Vectors with an implementation of its own, written from Documentation/FormatSpecification.md.

Uses hashlib for BLAKE2b and SHA-256, and PyNaCl for the rest (Debian: python3-nacl). Prints what was checked;
exits 1 at the first difference.
"""
import base64
import hashlib
import json
import pathlib
import sys

import nacl.bindings as sodium
import nacl.exceptions

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Vectors"
checks = 0


class Refused(Exception):
    """Sealed bytes did not open."""


def same(got, want, what):
    """Fails unless both are equal."""
    global checks
    checks += 1
    if got != want:
        shown = got.hex() if isinstance(got, bytes) else got
        sys.exit(f"{what}: got {shown}, expected {want.hex() if isinstance(want, bytes) else want}")


def refused(call, what):
    """Fails unless the call is refused."""
    global checks
    checks += 1
    try:
        call()
    except Refused:
        return
    sys.exit(f"{what}: was not refused")


# Encodings


def u8(value): return value.to_bytes(1, "little")
def u16(value): return value.to_bytes(2, "little")
def u32(value): return value.to_bytes(4, "little")
def u64(value): return value.to_bytes(8, "little")
def i64(value): return value.to_bytes(8, "little", signed=True)
def counted(value): return u32(len(value)) + value
def unhex(text): return bytes.fromhex(text)


class Reader:
    """Reads fixed-width little-endian encodings."""

    def __init__(self, data):
        self.data, self.position = data, 0

    def raw(self, count):
        if count > len(self.data) - self.position:
            raise Refused
        self.position += count
        return self.data[self.position - count:self.position]

    def integer(self, size, signed=False): return int.from_bytes(self.raw(size), "little", signed=signed)
    def counted(self): return self.raw(self.integer(4))
    def list(self, body): return [body() for _ in range(self.integer(4))]

    def finish(self):
        if self.position != len(self.data):
            raise Refused


def blake2b(data, size=32, key=b"", personal=b""):
    return hashlib.blake2b(data, digest_size=size, key=key, person=personal).digest()


def sha256(data): return hashlib.sha256(data).digest()


def kdf(key, number, context):
    """crypto_kdf_derive_from_key of 32 bytes."""
    return hashlib.blake2b(b"", digest_size=32, key=key, salt=u64(number) + bytes(8), person=context + bytes(8)).digest()


def place_bytes(place):
    ids = b"".join(unhex(place[name]) for name in ("tenant", "owner", "compartment", "record"))
    return ids + u64(place["revision"]) + u32(place["part"]) + u32(place["field"]) + u32(place["schema"]) + bytes(4)


# Envelopes

KINDS = {}


def bucket(count, smallest):
    size = smallest
    while size < count:
        if size + size // 2 >= count:
            return size + size // 2
        size *= 2
    return size


def header(kind, padding, generation): return bytes([1, 1, KINDS[kind][1], padding]) + u32(generation)


def derive(head, nonce, place, key, personal):
    out = blake2b(head + nonce + place, 64, key, personal)
    return out[:32], out[32:]


def seal_body(head, nonce, place, key, personal, padded):
    """Nonce, commitment, ciphertext and tag."""
    subkey, commitment = derive(head, nonce, place, key, personal)
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, head + nonce + commitment, nonce, subkey)
    return nonce + commitment + sealed


def open_body(head, body, place, key, personal):
    if len(body) < 72:
        raise Refused
    nonce, commitment, sealed = body[:24], body[24:56], body[56:]
    subkey, expected = derive(head, nonce, place, key, personal)
    if commitment != expected:
        raise Refused
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, head + nonce + commitment, nonce, subkey)
    except nacl.exceptions.CryptoError:
        raise Refused


def pad(text, padding):
    if padding == 0:
        return text
    size = bucket(len(text) + 4, 256)
    return counted(text).ljust(size, b"\0")


def unpad(padded, padding):
    if padding == 0:
        return padded
    reader = Reader(padded)
    text = reader.counted()
    if bucket(len(text) + 4, 256) != len(padded) or any(padded[4 + len(text):]):
        raise Refused
    return text


def seal(text, kind, place, key, nonce, padding, generation=0):
    head = header(kind, padding, generation)
    return head + seal_body(head, nonce, place, key, KINDS[kind][0], pad(text, padding))


def open_envelope(envelope, kind, place, key):
    """The text and the generation."""
    head = envelope[:8]
    if len(envelope) < 80 or head[:3] != bytes([1, 1, KINDS[kind][1]]) or head[3] > 1:
        raise Refused
    text = unpad(open_body(head, envelope[8:], place, key, KINDS[kind][0]), head[3])
    return text, int.from_bytes(head[4:], "little")


def nonce_of(envelope): return envelope[8:32]


# Signatures and keys


def sign_public(seed): return sodium.crypto_sign_seed_keypair(seed)[0]
def signing_id(public): return blake2b(public, 16, personal=b"cnotes.keyid-sig")
def box_id(public): return blake2b(public, 16, personal=b"cnotes.keyid-box")


def sign(message, seed):
    public, secret = sodium.crypto_sign_seed_keypair(seed)
    return sodium.crypto_sign(message, secret)[:64]


def verify(signature, message, public):
    try:
        sodium.crypto_sign_open(signature + message, public)
        return True
    except nacl.exceptions.BadSignatureError:
        return False


# Merkle logs


def leaf_hash(data): return sha256(b"\0" + data)
def node(left, right): return sha256(b"\1" + left + right)


def split(count): return 1 << (count - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    middle = split(len(leaves))
    return node(root(leaves[:middle]), root(leaves[middle:]))


def inclusion(leaves, index):
    if len(leaves) <= 1:
        return []
    middle = split(len(leaves))
    if index < middle:
        return inclusion(leaves[:middle], index) + [root(leaves[middle:])]
    return inclusion(leaves[middle:], index - middle) + [root(leaves[:middle])]


def consistency(leaves, size, whole=True):
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    middle = split(len(leaves))
    if size <= middle:
        return consistency(leaves[:middle], size, whole) + [root(leaves[middle:])]
    return consistency(leaves[middle:], size - middle, False) + [root(leaves[:middle])]


def frontier(leaves):
    if not leaves:
        return []
    size = 1 << len(leaves).bit_length() - 1
    return [root(leaves[:size])] + frontier(leaves[size:])


def root_from(leaf, index, size, proof):
    """The root to which an inclusion proof leads, RFC 9162 section 2.1.3.2."""
    if index >= size:
        raise Refused
    position, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Refused
        if position & 1 or position == last:
            value = node(sibling, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node(value, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise Refused
    return value


# Revisions


def read_manifest(plain):
    reader = Reader(plain)
    manifest = {"version": reader.integer(2), "place": reader.raw(88), "previous": reader.raw(32)}
    manifest["author"], manifest["authorKey"] = reader.raw(16), reader.raw(16)
    manifest["signedAt"] = reader.integer(8, signed=True)
    manifest["template"] = reader.counted().decode()
    manifest["templateVersion"] = reader.integer(4)
    manifest["fields"] = reader.list(lambda: {
        "part": reader.integer(4), "field": reader.integer(4), "offset": reader.integer(4),
        "length": reader.integer(4), "hash": reader.raw(32)})
    manifest["covered"] = plain[:reader.position]
    manifest["knowledge"] = reader.raw(32)
    manifest["hash"] = blake2b(plain[:reader.position], personal=b"cnotes.manifest1")
    kind = reader.integer(1)
    manifest["signatureKind"] = kind
    if kind:
        manifest["batch"], manifest["index"] = reader.integer(4), reader.integer(4)
        manifest["path"] = reader.list(lambda: reader.raw(32))
        manifest["signer"], manifest["signature"] = reader.raw(16), reader.raw(64)
    reader.finish()
    return manifest


def open_revision(record, place, header_key, note_key, public):
    """Everything that a careful reader does; gives the manifest and the fields' texts."""
    if len(record) < 1024 or bucket(len(record), 1024) != len(record):
        raise Refused
    length = int.from_bytes(record[:4], "little")
    envelope, blobs = record[4:4 + length], record[4 + length:]
    manifest = read_manifest(open_envelope(envelope, "manifest", place, header_key)[0])
    if manifest["version"] != 1 or manifest["place"] != place:
        raise Refused
    tag = blake2b(manifest["covered"], key=kdf(note_key, 1, b"cnknowlg"), personal=b"cnotes.knowledg1")
    if tag != manifest["knowledge"]:
        raise Refused
    if manifest["signatureKind"]:
        top = root_from(leaf_hash(manifest["hash"]), manifest["index"], manifest["batch"], manifest["path"])
        message = b"cnotes manifests v1" + u8(manifest["signatureKind"]) + u32(manifest["batch"]) + top
        if manifest["signer"] != signing_id(public) or not verify(manifest["signature"], message, public):
            raise Refused
    wanted = manifest["signer"] if manifest["signatureKind"] == 1 else bytes(16)
    if manifest["authorKey"] != wanted:
        raise Refused
    texts, next_offset, last = [], 0, (-1, -1)
    for field in manifest["fields"]:
        if field["offset"] != next_offset or field["length"] < 72 or (field["part"], field["field"]) <= last:
            raise Refused
        next_offset, last = next_offset + field["length"], (field["part"], field["field"])
        blob = blobs[field["offset"]:next_offset]
        if blake2b(blob) != field["hash"]:
            raise Refused
        at = place[:72] + u32(field["part"]) + u32(field["field"]) + place[80:]
        texts.append(open_body(header("field", 0, 0), blob, at, note_key, KINDS["field"][0]))
    if bucket(4 + length + next_offset, 1024) != len(record):
        raise Refused
    return manifest, texts


# Grants


def read_head(data):
    reader = Reader(data)
    head = {"version": reader.integer(2), "suite": reader.integer(1), "scope": reader.integer(1)}
    for name in ("tenant", "owner", "compartment", "record"):
        head[name] = reader.raw(16)
    head["generation"] = reader.integer(4)
    for name in ("reader", "readerKey", "granter", "granterKey"):
        head[name] = reader.raw(16)
    head["serial"] = reader.integer(8)
    head["notBefore"], head["notAfter"] = reader.integer(8, True), reader.integer(8, True)
    head["rights"], head["commitment"] = reader.integer(4), reader.raw(32)
    same(reader.position, 196, "grant head, used bytes")
    if any(reader.raw(60)):
        raise Refused
    reader.finish()
    return head


def commitment(head, key):
    message = b"".join(head[name] for name in ("tenant", "owner", "compartment", "record")) + u32(head["generation"])
    return blake2b(message, key=key, personal=b"cnotes.keycommt1")


def open_slot(slot, place, outer, granter):
    """The head's bytes, the head, the inner lock and the epoch, with the signature checked."""
    if len(slot) != 512:
        raise Refused
    content, epoch = open_envelope(slot, "keySlot", place, outer)
    raw, inner, signature = content[:256], content[256:368], content[368:]
    head = read_head(raw)
    message = b"cnotes grant v1" + raw + blake2b(inner, personal=b"cnotes.grantlock")
    if head["granterKey"] != signing_id(granter) or not verify(signature, message, granter):
        raise Refused
    return raw, head, inner, epoch


# Files


def open_file(data, magic, kind, key=None, passphrase=None):
    """The body of a keyring or key file."""
    same(data[:16], magic, "file magic")
    same(data[-32:], blake2b(data[:-32], personal=b"cnotes.checksum1"), "file checksum")
    reader = Reader(data[16:-32])
    same(reader.integer(2), 1, "file version")
    lock, zero = reader.integer(1), reader.integer(1)
    operations, kibibytes, salt = reader.integer(4), reader.integer(4), reader.raw(16)
    same(zero, 0, "file, zero byte")
    if lock == 1:
        key = sodium.crypto_pwhash_alg(
            32, passphrase, salt, operations, kibibytes * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13)
    else:
        same((lock, operations, kibibytes, salt), (2, 0, 0, bytes(16)), "file lock of a root key")
    body = reader.counted()
    reader.finish()
    return open_envelope(body, kind, bytes(88), key)[0]


def open_keyring(data, passphrase):
    body = open_file(data, b"CLINICAL-KEYRING", "keyring", passphrase=passphrase)
    same(len(body), 112, "keyring size")
    keyring = {"principal": body[:16], "boxSecret": body[16:48], "box": body[48:80], "seed": body[80:]}
    same(sodium.crypto_scalarmult_base(keyring["boxSecret"]), keyring["box"], "keyring box key")
    return keyring


def open_key_file(data, key=None, passphrase=None):
    body = open_file(data, b"CLINICAL-KEYFILE", "keyFile", key, passphrase)
    reader = Reader(body)
    entries = reader.list(lambda: {
        "tenant": reader.raw(16), "purpose": reader.integer(1), "state": reader.integer(1),
        "zero": reader.integer(2), "generation": reader.integer(4), "moment": reader.integer(8, True),
        "key": reader.raw(32)})
    reader.finish()
    return entries


# The checks


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
        same(blake2b(record), unhex(vector["recordHash"]), "record hash")
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
        encoded = (u16(1) + unhex(vector["tenant"]) + unhex(vector["owner"]) + u64(vector["count"]) + root(leaves)
                   + u32(len(tops)) + b"".join(tops) + u64(vector["epoch"]) + unhex(vector["aggregateHash"])
                   + unhex(vector["keySlotsHash"]) + u32(len(pages)) + b"".join(pages))
        seed = unhex(vector["seed"])
        signature = sign(b"cnotes owner head v1" + encoded, seed)
        same(blake2b(encoded, personal=b"cnotes.ownerhead"), unhex(vector["hash"]), "owner's head hash")
        same(encoded + signing_id(sign_public(seed)) + signature, unhex(vector["signed"]), "owner's head")
    for vector in vectors["directoryPages"]:
        entries = vector["entries"]
        made = u16(1) + u32(len(entries)) + b"".join(
            unhex(entry["record"]) + u64(entry["revision"]) + unhex(entry["leafHash"]) for entry in entries)
        same(made, unhex(vector["page"]), "directory page")
        same([e["record"] for e in entries], sorted(e["record"] for e in entries), "page order")
    for vector in vectors["checkpoints"]:
        text = f"{vector['origin']}\n{vector['size']}\n{base64.b64encode(unhex(vector['root'])).decode()}\n"
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
        entries = open_key_file(unhex(vector["file"]), unhex(vector["rootKey"]))
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
    entry = open_key_file(value["keyFile"], passphrase=b"open sesame")[0]
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


def main():
    load = lambda name: json.loads((VECTORS / name).read_text())
    vectors = load("crypto-v1.json")
    same(vectors["format"], 1, "format")
    for check in (check_basics, check_envelopes, check_hashes, check_revisions, check_heads, check_principals,
                  check_slots):
        check(vectors)
    check_stored(load("stored-v1.json"))
    check_two_keys(load("two-keys-v1.json"))
    print(f"{checks} checks of the format vectors passed")


if __name__ == "__main__":
    main()
