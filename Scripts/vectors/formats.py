"""The formats of sections 1 to 13, written from Documentation/FormatSpecification.md alone.

Uses hashlib for BLAKE2b and SHA-256, and PyNaCl for the rest (Debian: python3-nacl).
"""
import hashlib
import sys

import nacl.bindings as sodium
import nacl.exceptions

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
    salt, person = u64(number) + bytes(8), context + bytes(8)
    return hashlib.blake2b(b"", digest_size=32, key=key, salt=salt, person=person).digest()


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
    manifest["frameHash"] = blake2b(record[:4 + length] + blobs[next_offset:])
    return manifest, texts


# Attachments


def segment_record(first, number): return first[:12] + number.to_bytes(4, "big")


def segment_place(tenant, owner, compartment, first, number, last):
    return tenant + owner + compartment + segment_record(first, number) + u64(0) + u32(int(last)) + bytes(12)


def seal_segment(text, place, last, key, nonce): return seal(text, "segment", place, key, nonce, int(last))


def open_segment(sealed, place, last, key):
    text, generation = open_envelope(sealed, "segment", place, key)
    if sealed[3] != int(last) or generation or (len(text) > 1 << 20 if last else len(text) != 1 << 20):
        raise Refused
    return text


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
    seen = reader.integer(8, True)
    entries = reader.list(lambda: {
        "tenant": reader.raw(16), "purpose": reader.integer(1), "state": reader.integer(1),
        "zero": reader.integer(2), "generation": reader.integer(4), "moment": reader.integer(8, True),
        "key": reader.raw(32)})
    reader.finish()
    return seen, entries


def open_journals(data):
    """The groups of a journal file, each a log's name and its lines, and how many bytes of a torn one were dropped."""
    if data[:18] != b"CLINICAL-JOURNAL" + u16(1):
        raise Refused
    groups, position = [], 18
    while (body := intact_group(data[position:])) is not None:
        reader = Reader(body)
        same(reader.integer(8), len(groups), "number of a group")
        groups.append((reader.counted(), reader.list(reader.counted)))
        reader.finish()
        position += 40 + len(body)
    if any(intact_group(data[later:]) is not None for later in range(position + 1, len(data))):
        raise Refused
    return groups, len(data) - position


def intact_group(data):
    """The body of the group at the beginning of these bytes, or nothing."""
    try:
        reader = Reader(data)
        mark, length, checksum = reader.raw(4), reader.integer(4), reader.raw(32)
        body = reader.raw(length)
    except Refused:
        return None
    return body if mark == b"LINE" and checksum == blake2b(body, personal=b"cnotes.checksum1") else None
