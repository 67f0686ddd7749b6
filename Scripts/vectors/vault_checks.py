"""Opens the whole vault of vault-v1.json, from its key file and keyrings down to the texts of its notes."""
from vectors import formats
from vectors.formats import *
from vectors.record_checks import MONTH, attachment_message, audit_leaf, is_chain, open_attachment_name, open_audit, \
    open_checkpoint, open_identity, open_receipt, receipt_index
from vectors.records import *

OWNER, DIRECTORY, HEADERS, KEYS, REVISIONS, HISTORY, LOG, AUDIT, TREE, PRACTICE, RECEIPTS, IDENTITIES, UPLOADS, SEGMENTS = range(1, 15)
FILED = {"header": HEADER, "person": PERSON, "enrolment": ENROLMENT, "directive": DIRECTIVE, "release": RELEASE,
         "hold": HOLD, "task": ACCESS_RESPONSE, "accountingEntry": ACCOUNTING, "reason": REASON,
         "attachment": ATTACHMENT}


class Vault:
    """The rows of a vault and what opens them."""

    def __init__(self, stored):
        self.rows = {(unhex(row["tenant"]), unhex(row["owner"]), row["collection"], unhex(row["record"])): row
                     for row in stored["rows"]}
        self.tenant = unhex(decode(POINTER, self.value(bytes(16), PRACTICE, bytes(16), bytes(16)))["tenant"])
        same(self.tenant, unhex(stored["tenant"]), "the pointer")
        self.open_practice(stored)
        self.used = {(bytes(16), bytes(16), PRACTICE, bytes(16)), (self.tenant, self.tenant, PRACTICE, bytes(16))}

    def value(self, owner, collection, record, tenant=None):
        return unhex(self.rows[(self.tenant if tenant is None else tenant, owner, collection, record)]["value"])

    def take(self, owner, collection, record):
        """A row's value; the row is accounted for."""
        self.used.add((self.tenant, owner, collection, record))
        return self.value(owner, collection, record)

    def records(self, owner, collection):
        return sorted(key[3] for key in self.rows if key[:3] == (self.tenant, owner, collection))

    def open_practice(self, stored):
        data = self.value(self.tenant, PRACTICE, bytes(16))
        practice = decode(TENANT, data)
        service = {(entry["tenant"], entry["purpose"], entry["generation"]): entry["key"] for entry in open_key_file(
            unhex(stored["keyFile"]), passphrase=stored["keyFilePassphrase"].encode())[1]}
        self.keys = {}
        for wrapped in practice["keys"]:
            name = (wrapped["purpose"], wrapped["generation"])
            at = place(self.tenant, bytes(16), revision=name[1], part=name[0])
            key, generation = open_envelope(unhex(wrapped["wrapped"]), "serviceKey", at, service[(self.tenant, *name)])
            same(generation, name[1], "generation of a wrapped key")
            self.keys[name] = key
        seeds = []
        for number, name in ((1, "instance"), (2, "authority")):
            locked = unhex(practice["locked" + name.capitalize()])
            generation = int.from_bytes(locked[4:8], "little")
            at = place(self.tenant, self.tenant, as_id(number))
            seed, _ = open_envelope(locked, "serviceKey", at, self.keys[(4, generation)])
            same(sign_public(seed), unhex(practice[name]), f"{name}'s key")
            seeds.append(seed)
        self.instance, self.authority = (sign_public(seed) for seed in seeds)
        message = b"cnotes practice v1" + data[:-64]
        same(verify(unhex(practice["signature"]), message, self.instance), True, "signature of the practice")


class Owner:
    """An owner whose head, slots, aggregate, guard, pages, log and filed records all checked."""

    def __init__(self, vault, owner):
        self.vault, self.id = vault, owner
        signed = vault.take(owner, OWNER, as_id(1))
        encoded, key_id, signature = signed[:-80], signed[-80:-64], signed[-64:]
        same(key_id, signing_id(vault.instance), "instance's key id")
        same(verify(signature, b"cnotes owner head v1" + encoded, vault.instance), True, "signature of a head")
        self.head = decode(HEAD, encoded)
        self.hash = blake2b(encoded, personal=b"cnotes.ownerhead")
        same((self.head["tenant"], self.head["owner"]), (vault.tenant.hex(), owner.hex()), "whose head it is")
        slots = vault.take(owner, OWNER, as_id(3))
        same(plain_hash(slots).hex(), self.head["keySlotsHash"], "hash of the key slots")
        self.slots = [unhex(slot) for slot in decode(KEY_SLOTS, slots)["slots"]]
        self.header_key = self.ordinary(0, 1, bytes(16), 0, "headerKey")
        sealed = vault.take(owner, OWNER, as_id(2))
        same(plain_hash(sealed).hex(), self.head["aggregateHash"], "hash of the aggregate")
        self.aggregate = decode(AGGREGATE, self.open(sealed, "aggregate", as_id(2)))
        same(len(self.slots), self.aggregate["slotCount"], "count of slots")
        guard = vault.take(owner, OWNER, as_id(4))
        same(self.open(guard, "guard", as_id(4), revision=self.head["epoch"]), u8(1), "guard")
        self.check_decoys()
        self.check_certificates()
        self.check_directory()

    def open(self, sealed, kind, record, revision=0, part=0):
        at = place(self.vault.tenant, self.id, record, revision=revision, part=part)
        text, generation = open_envelope(sealed, kind, at, self.header_key)
        same(generation, 0, f"generation of {kind}")
        return text

    def slot(self, index):
        slot = self.slots[index]
        epoch = int.from_bytes(slot[4:8], "little")
        return slot, place(self.vault.tenant, self.id, part=index), self.vault.keys[(3, epoch)]

    def ordinary(self, index, scope, compartment, generation, kind):
        """A key in ordinary custody."""
        _, head, inner, _ = open_slot(*self.slot(index), self.vault.instance)
        self.same_head(head, index, scope, compartment, bytes(16), generation)
        same(head["granter"], self.vault.tenant, "granter in ordinary custody")
        tenant_key = self.vault.keys[(2, int.from_bytes(inner[4:8], "little"))]
        at = place(self.vault.tenant, self.id, head["record"], head["compartment"])
        key, _ = open_envelope(inner, kind, at, tenant_key)
        same(commitment(head, key), head["commitment"], "commitment of a key")
        return key

    def same_head(self, head, index, scope, compartment, record, generation):
        same((head["tenant"], head["owner"], head["scope"], head["compartment"], head["record"], head["generation"]),
             (self.vault.tenant, self.id, scope, compartment, record, generation), "head of a slot")
        same((head["serial"], head["notAfter"]), (index, 2 ** 63 - 1), "serial and end of a slot")

    def granted(self, keyring, compartment, generation, note):
        """A key that was granted to a reader: of the generation, which opens note keys, or of the one note."""
        number = self.aggregate["compartments"][compartment - 1]
        for use in reversed(self.aggregate["slots"]):
            scope = use["scope"]
            if use["reader"] != keyring["principal"].hex() or scope not in (
                    {"generation": [compartment, generation]}, {"note": [compartment, note.hex()]}):
                continue
            one_note = "note" in scope
            slot, at, outer = self.slot(use["index"])
            granter = self.signer(unhex(self.granter_key(slot, at, outer)), unhex(use["granter"]))
            raw_head, head, inner, _ = open_slot(slot, at, outer, granter)
            self.same_head(head, use["index"], 3 if one_note else 2, unhex(number), note if one_note else bytes(16),
                           0 if one_note else generation)
            same((head["reader"], head["readerKey"], head["rights"], head["notBefore"]),
                 (keyring["principal"], box_id(keyring["box"]), 1, use["notBefore"]), "reader of a slot")
            opened = sodium.crypto_box_seal_open(inner, keyring["box"], keyring["boxSecret"])
            same(opened[32:], blake2b(raw_head, personal=b"cnotes.granthead"), "head hash in a grant")
            same(commitment(head, opened[:32]), head["commitment"], "commitment of a granted key")
            return opened[:32], one_note
        raise Refused

    @staticmethod
    def granter_key(slot, at, outer):
        return read_head(open_envelope(slot, "keySlot", at, outer)[0][:256])["granterKey"].hex()

    def signer(self, key_id, principal):
        """The signing key of a certificate that the authority signed."""
        for certificate in map(unhex, self.aggregate["certificates"]):
            if signing_id(certificate[66:98]) == key_id:
                same(certificate[18:34], principal, "principal of a certificate")
                return certificate[66:98]
        raise Refused

    def check_decoys(self):
        """Every slot is a slot; those that nobody uses open to noise."""
        used = {use["index"] for use in self.aggregate["slots"]}
        for index in range(len(self.slots)):
            slot, at, outer = self.slot(index)
            content, _ = open_envelope(slot, "keySlot", at, outer)
            same((len(slot), len(content)), (512, 432), "size of a slot")
            same(content[:4] in (b"\1\0\1\1", b"\1\0\1\2", b"\1\0\1\3"), index in used, "whether a slot is used")

    def check_certificates(self):
        enrolment = self.aggregate["enrolment"]
        own = [enrolment["certificate"]] if enrolment and enrolment["certificate"] else []
        for certificate in map(unhex, self.aggregate["certificates"] + own):
            same((len(certificate), certificate[:18]), (196, u16(1) + self.vault.tenant), "certificate")
            same(certificate[116:132], signing_id(self.vault.authority), "authority's key id")
            same(verify(certificate[132:], b"cnotes enrolment v1" + certificate[:116], self.vault.authority), True,
                 "signature of a certificate")

    def check_directory(self):
        leaves = [self.vault.take(self.id, LOG, record) for record in self.vault.records(self.id, LOG)]
        same([as_id(number) for number in range(len(leaves))], self.vault.records(self.id, LOG), "log positions")
        same((len(leaves), root(leaves).hex(), [value.hex() for value in frontier(leaves)]),
             (self.head["count"], self.head["root"], self.head["frontier"]), "log of the owner")
        self.filed, self.revisions = {}, {}
        for number, digest in enumerate(self.head["pageHashes"]):
            sealed = self.vault.take(self.id, DIRECTORY, as_id(number))
            same(plain_hash(sealed).hex(), digest, "hash of a page")
            for entry in decode(PAGE, self.open(sealed, "directoryPage", as_id(number), part=number))["entries"]:
                record = number.to_bytes(4, "big") + unhex(entry["record"])
                same(unhex(entry["leaf"]) in leaves, True, "leaf of an entry")
                self.filed[record] = self.open_filed(record, entry)
                same((entry["compartment"], entry["statusClass"], entry["time"]), listing_of(*self.filed[record]),
                     "what an entry tells lists")
                self.revisions[record] = entry["revision"]
        same(sorted(self.filed), self.vault.records(self.id, HEADERS), "filed records")

    def open_filed(self, record, entry):
        sealed = self.vault.take(self.id, HEADERS, record)
        same(leaf_of(record, entry["revision"], sealed).hex(), entry["leaf"], "leaf of a filed record")
        for kind, codec in FILED.items():
            try:
                return kind, decode(codec, self.open(sealed, kind, record, revision=entry["revision"]))
            except Refused:
                pass
        raise Refused

    def note(self, record, keyring=None):
        """The texts of a note's revisions, the current one first, each by part and field."""
        header = self.filed[record][1]
        compartment = unhex(self.aggregate["compartments"][header["compartment"] - 1])
        if header["compartment"] in (1, 3):
            index = next(use["index"] for use in self.aggregate["slots"]
                         if use["scope"] == {"generation": [header["compartment"], header["keyGeneration"]]})
            key, one_note = self.ordinary(index, 2, compartment, header["keyGeneration"], "compartmentKey"), False
        else:
            key, one_note = self.granted(keyring, header["compartment"], header["keyGeneration"], record)
        if not one_note:
            locked = self.vault.take(self.id, KEYS, record)
            at = place(self.vault.tenant, self.id, record, compartment)
            epoch = int.from_bytes(locked[4:8], "little")
            inner, _ = open_envelope(locked, "outerLock", at, self.vault.keys[(3, epoch)])
            key, generation = open_envelope(inner, "noteKey", at, key)
            same(generation, header["keyGeneration"], "generation of a note's key")
        self.attached = {attached: self.attachment(attached, record, compartment, key)
                         for attached in map(unhex, header["attachments"])}
        revisions = [(header["revision"], self.vault.take(self.id, REVISIONS, record), header)]
        for past in reversed(header["history"]):
            revisions.append((past["revision"], self.vault.take(self.id, HISTORY, unhex(past["locator"])), past))
        texts, next_previous = [], None
        for number, data, said in revisions:
            at = place(self.vault.tenant, self.id, record, compartment, number, schema=header["templateVersion"])
            manifest, fields = self.open_signed(data, at, key, header)
            same(manifest["frameHash"].hex(), said["frameHash"], "frame hash")
            same(manifest["hash"].hex(), said["manifestHash"], "manifest hash")
            same(manifest["hash"] == (next_previous or manifest["hash"]), True, "chain of revisions")
            next_previous = manifest["previous"]
            texts.append({(field["part"], field["field"]): text.decode()
                          for field, text in zip(manifest["fields"], fields)})
        same(next_previous, bytes(32), "first signed revision")
        return header, texts

    def attachment(self, record, note, compartment, key):
        """What an attachment is called, its type and its bytes."""
        kind, value = self.filed[record]
        same((kind, value["note"]), ("attachment", {"owner": self.id.hex(), "record": note.hex()}), "whose attachment it is")
        public = self.signer(unhex(value["signature"]["key"]), unhex(value["by"]))
        same(verify(unhex(value["signature"]["bytes"]), attachment_message(ATTACHMENT.write(value)), public), True,
             "signature of an attachment")
        first, data = unhex(value["first"]), b""
        for number, digest in enumerate(value["segments"]):
            sealed, last = self.vault.take(self.id, SEGMENTS, segment_record(first, number)), number + 1 == len(value["segments"])
            same(blake2b(sealed).hex(), digest, "hash of a segment")
            at = segment_place(self.vault.tenant, self.id, compartment, first, number, last)
            data += open_segment(sealed, at, last, key)
        same(len(data), value["size"], "size of an attachment")
        name = decode(ATTACHMENT_NAME, open_attachment_name(value, self.vault.tenant, compartment, key))
        return name["name"], name["mediaType"], data.hex()

    def open_signed(self, data, at, key, header):
        length = int.from_bytes(data[:4], "little")
        manifest = read_manifest(open_envelope(data[4:4 + length], "manifest", at, self.header_key)[0])
        same(manifest["author"].hex() in header["originators"], True, "author among the originators")
        public = self.signer(manifest["signer"], manifest["author"])
        same(manifest["signatureKind"], 1, "signature by the author")
        same((manifest["template"], manifest["templateVersion"]), (header["template"], header["templateVersion"]),
             "template of a manifest")
        return open_revision(data, at, self.header_key, key, public)


def check_audit(vault, newest=None):
    """Every entry opens; tiles, root and checkpoint agree, and those of the newest one where it is told. Gives the entries."""
    positions = vault.records(vault.tenant, AUDIT)
    same(positions, [as_id(number) for number in range(len(positions))], "audit positions")
    entries, leaves, links, commitments = [], [], [], []
    for position in positions:
        data = vault.take(vault.tenant, AUDIT, position)
        generation = int.from_bytes(unhex(decode(AUDIT_RECORD, data)["envelope"])[4:8], "little")
        link, entry, leaf, _ = open_audit(data, vault.tenant, vault.keys[(5, generation)])
        links.append(link)
        commitments.append(unhex(decode(AUDIT_RECORD, data)["commitment"]))
        same(leaf, audit_leaf(data), "audit leaf")
        entries.append(decode(AUDIT_ENTRY, entry))
        leaves.append(leaf)
    checkpoint = vault.take(vault.tenant, TREE, as_id(0))
    size, end, _, top, edge = open_checkpoint(checkpoint, vault.tenant, vault.instance)
    same((end, top, edge), (size, root(leaves[:size]), frontier(leaves[:size])), "audit root")
    if newest:
        same((size, top), newest, "checkpoint before a backup")
    else:
        same(0 < size < len(leaves), True, "entries behind the checkpoint")
    tiles = []
    for number in range((size + 255) // 256):
        tiles += decode(AUDIT_TILE, vault.take(vault.tenant, TREE, as_id(2 ** 64 + number)))["leaves"]
    same(tiles, [leaf.hex() for leaf in leaves[:size]], "audit tiles")
    check_links(links, commitments)
    return entries


def check_links(links, commitments):
    """Every entry tells what the groups of its instance before it left in the log."""
    instances = {}
    for link, commitment in zip(links, commitments):
        instances.setdefault(link["instance"], []).append((link, commitment))
    for rows in instances.values():
        same(is_chain(rows), True, "what an instance left in the log")


def check_histories(entries):
    """Every owner's heads follow each other; gives the last of each."""
    heads = {}
    for entry in entries:
        before = heads.get(entry["owner"], {"number": 0, "hash": "00" * 32, "epoch": 0})
        change = entry["change"]
        for seen in entry["guards"]:
            same(seen["epoch"], heads.get(seen["owner"], {"epoch": 0})["epoch"], "epoch of a guard")
        if change is None:
            same(entry["outcome"] == "refused" or entry["epoch"] in (0, before["epoch"]), True, "epoch of a reading")
            continue
        made = {"number": change["number"], "hash": change["makes"], "epoch": entry["epoch"]}
        if made != before:
            same((change["follows"], change["number"]), (before["hash"], before["number"] + 1), "a step of a history")
            same(entry["epoch"] >= before["epoch"], True, "epoch of a step")
        heads[entry["owner"]] = made
    return heads


def open_row(vault, key):
    row = vault.rows[key]
    return open_receipt(unhex(row["value"]), key[3], row["revision"], vault.tenant, vault.keys[(1, 1)])


def check_receipts(vault, entries):
    """Every entry that names a commit has its receipt, and every receipt such an entry: all are of the last month."""
    recorded = {entry["commit"]: entry["at"] for entry in entries if entry["commit"]}
    receipts = vault.records(vault.tenant, RECEIPTS)
    same([commit.hex() for commit in receipts], sorted(recorded), "receipts")
    for commit in receipts:
        vault.take(vault.tenant, RECEIPTS, commit)
        _, expires, _, generation = open_row(vault, (vault.tenant, vault.tenant, RECEIPTS, commit))
        same((expires, generation), (recorded[commit.hex()] + MONTH, 1), "end of a receipt")


def check_identities(vault, owners):
    """What names an owner names nobody else, and every record that says so is due."""
    secret, want = vault.keys[(1, 1)], {}
    for owner in owners.values():
        enrolled = [value for kind, value in owner.filed.values() if kind == "enrolment"]
        for parts in identities_of(owner.aggregate, owner.id, enrolled + [owner.aggregate["enrolment"]]):
            name = pseudonym(secret, 1, "identity", *parts)
            same(name in want, False, "an identity that names two")
            want[name] = (owner.id, 1)
    found = {name: open_identity(vault.take(vault.tenant, IDENTITIES, name), name, vault.tenant, secret)
             for name in vault.records(vault.tenant, IDENTITIES)}
    same(found, want, "whom identities name")


def check_counts(vault, owners, entries):
    """How often a row was written, where that follows from what is stored."""
    for (tenant, owner, collection, record), row in vault.rows.items():
        if collection in (HISTORY, LOG, AUDIT):
            want = 1
        elif collection == OWNER and record == as_id(1):
            want = owners[owner].head["number"]
        elif collection == OWNER and record == as_id(4):
            want = owners[owner].head["epoch"]
        elif collection == HEADERS:
            want = owners[owner].revisions[record]
        elif collection == REVISIONS:
            want = owners[owner].filed[record][1]["revision"]
        else:
            continue
        same(row["revision"], want, "how often a row was written")


def check_index(vault, owners):
    secret = vault.keys[(1, 1)]
    for key, row in vault.rows.items():
        entries = row["entries"]
        if key[2] == HEADERS and owners[key[1]].filed[key[3]][0] == "header":
            want = index_of(owners[key[1]].filed[key[3]][1], secret, 1)
        elif key[2] == RECEIPTS:
            want = receipt_index(open_row(vault, key)[1], secret, 1)
        else:
            want = []
        order = lambda values: sorted(values, key=lambda value: value["pseudonym"])
        same(order(entries), order(want), "index entries of a row")


def check(stored, newest=None):
    """Everything in vault-v1.json, or in a backup of it that was begun behind the newest checkpoint."""
    same(stored["format"], 1, "format")
    vault = Vault(stored)
    ids = {key[1] for key in vault.rows if key[0] == vault.tenant and key[2] == OWNER}
    owners = {owner: Owner(vault, owner) for owner in ids}
    passphrase = stored["keyringPassphrase"].encode()
    therapist = open_keyring(unhex(stored["therapistKeyring"]), passphrase)
    patient = open_keyring(unhex(stored["patientKeyring"]), passphrase)
    same((therapist["principal"].hex(), patient["principal"].hex()), (stored["therapist"], stored["patient"]),
         "whose keyrings they are")

    def read(name, keyring=None):
        owner, record = stored[name]["id"].split("-")
        header, texts = owners[unhex(owner)].note(unhex(record), keyring)
        wanted = {(1, int(field)): text for field, text in stored[name]["texts"].items()}
        same({key: texts[0][key] for key in wanted}, wanted, f"text of the {name} note")
        return header, texts

    header, texts = read("general")
    same((header["status"], len(texts)), ("amended", 2), "revisions of the general note")
    same(texts[1][(1, 9)], "Weekly.", "text before the amendment")
    header, _ = read("psychotherapy", therapist)
    same((header["compartment"], header["status"]), (2, "addended"), "the psychotherapy note")
    attached = stored["attachment"]
    owner, _, record_id = map(unhex, attached["id"].split("-"))
    same(owners[owner].attached, {record_id: (attached["name"], attached["mediaType"], attached["bytes"])},
         "what is attached to the psychotherapy note")
    read("psychotherapy", patient)
    stranger = dict(patient, principal=bytes(16))
    refused(lambda: read("psychotherapy", stranger), "a psychotherapy note without a grant")

    entries = check_audit(vault, newest)
    heads = check_histories(entries)
    for owner in owners.values():
        newest = {"number": owner.head["number"], "hash": owner.hash.hex(), "epoch": owner.head["epoch"]}
        same(heads[owner.id.hex()], newest, "the current head in the audit log")
    check_index(vault, owners)
    check_receipts(vault, entries)
    check_identities(vault, owners)
    check_counts(vault, owners, entries)
    same(sorted(vault.rows.keys() - vault.used), [], "rows that nothing vouches for")


def check_tampering(stored):
    """Every row, changed in its first, middle or last byte or taken away, is noticed."""
    for row in stored["rows"]:
        data = bytearray(unhex(row["value"]))
        for byte in {0, len(data) // 2, len(data) - 1}:
            data[byte] ^= 1
            noticed(dict(stored, rows=[
                dict(one, value=data.hex()) if one is row else one for one in stored["rows"]]), "a changed row")
            data[byte] ^= 1
        noticed(dict(stored, rows=[one for one in stored["rows"] if one is not row]), "a missing row")
        if row["entries"]:
            noticed(dict(stored, rows=[
                dict(one, entries=[]) if one is row else one for one in stored["rows"]]), "a missing index entry")
        if row["collection"] in (HEADERS, REVISIONS, HISTORY, LOG, AUDIT, RECEIPTS):
            noticed(dict(stored, rows=[
                dict(one, revision=one["revision"] + 1) if one is row else one
                for one in stored["rows"]]), "a changed count")


def noticed(stored, what):
    """Fails unless the vault is refused, by whatever check comes first."""
    before = formats.checks
    try:
        check(stored)
    except (SystemExit, Refused, LookupError, ValueError, StopIteration, nacl.exceptions.CryptoError):
        formats.checks = before + 1
        return
    sys.exit(f"{what}: was not noticed")
