import ClinicalNotesCrypto
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// The known answers of section 14 of the specification page, made with random bytes that are always the same.
///
/// `Scripts/check-vectors.py` reads and remakes the same file with an implementation of its own. A difference means
/// that a format changed, which it never may: a new version gets a new file.
@Suite("Every record of the vault gives the known answers")
struct RecordVectorTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Vectors")
    static let isWriting = ProcessInfo.processInfo.environment["CLINICAL_NOTES_WRITE_VECTORS"] != nil

    @Test func `the vectors come out byte for byte`() throws {
        let file = Self.folder.appending(path: "records-v1.json")
        let made = try JSONSerialization.data(
            withJSONObject: try vectors(),
            options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        )
        if Self.isWriting { try made.write(to: file) }
        #expect(try Data(contentsOf: file) == made)
    }

    @Test func `what one instance left in the log is judged as it is`() {
        #expect(ChainVectors.misjudged.isEmpty)
    }

    private func vectors() throws -> [String: Any] {
        let keys = try RecordSamples.keys()
        return [
            "format": 1,
            "records": try records(),
            "templates": try templates(),
            "secret": ["key": [UInt8](repeating: 0xB1, count: 32).hex, "generation": 2],
            "tenant": RecordSamples.tenant.description,
            "pseudonyms": pseudonyms(keys),
            "index": index(keys),
            "rows": rows(),
            "leaves": leaves(),
            "auditRecords": try auditRecords(keys),
            "chains": ChainVectors.all,
            "checkpoints": [try checkpoint(keys)],
            "cursors": [try cursor(keys)],
            "receipts": try receipts(keys),
            "identities": [try identityRecord(keys)],
            "cosignatures": [try cosignature()],
            "attachments": try attachments(),
            "uploads": [try upload(keys)],
            "journalLines": try journalLines(keys),
            "recoveryApprovals": try recoveryApprovals(),
        ]
    }

    private func records() throws -> [[String: Any]] {
        var made: [[String: Any]] = []
        func add(_ record: String, _ name: String, _ value: Any, _ bytes: [UInt8]) {
            made.append(
                ["record": record, "name": name, "value": PlainForm.of(value), "bytes": bytes.hex]
            )
        }
        func add(_ record: String, _ name: String, _ value: some SealedRecord) {
            add(record, name, value, value.encodedBytes)
        }
        add("person", "person", RecordSamples.person)
        add("person", "name only", Person(legalName: ""))
        add(
            "person",
            "provisional",
            Person(
                legalName: Person.nameNotKnown,
                identifiers: [PersonIdentifier(system: "urn:x", value: "Patient/7")],
                isProvisional: true
            )
        )
        for person in RecordSamples.partlyKnown { add("person", "partly known", person) }
        for (name, directive) in RecordSamples.directives { add("directive", name, directive) }
        for hold in RecordSamples.holds { add("hold", "hold", hold) }
        for release in RecordSamples.releases { add("release", "release", release) }
        for part in NotePart.parts(for: [RecordSamples.ben]) { add("part", "part", part) }
        for kind in [NoteKind.intake, NoteKind(local: "x", display: "y")] { add("kind", "kind", kind) }
        for header in RecordSamples.headers { add("header", "header", header, header.encoded) }
        for (name, header) in RecordSamples.headersOfErrors { add("header", name, header, header.encoded) }
        for (name, enrollment) in try RecordSamples.enrollments() {
            var writer = ByteWriter()
            enrollment.encode(into: &writer)
            add("enrolment", name, enrollment, writer.bytes)
        }
        for (name, aggregate) in try RecordSamples.aggregates() {
            add("aggregate", name, aggregate, aggregate.encoded)
        }
        for (name, entry) in RecordSamples.entries { add("auditEntry", name, entry, entry.encoded) }
        let response = RecordSamples.response
        add("accessResponse", "access response", response, response.encoded)
        let (request, accounting) = (RecordSamples.request, RecordSamples.accounting)
        add("amendmentRequest", "amendment request", request, request.encoded.copyBytes())
        add("accounting", "accounting", accounting, accounting.encoded)
        let reason = NoteReason(
            note: RecordSamples.note,
            by: RecordSamples.therapist,
            at: RecordSamples.noon,
            words: "Wrong chart."
        )
        add("reason", "reason", reason, reason.encoded.copyBytes())
        for (name, narrowing) in try RecordSamples.narrowings() {
            add("narrowing", name, narrowing, narrowing.encoded)
        }
        for (name, attachment) in try RecordSamples.attachments() {
            add("attachment", name, attachment, attachment.encoded)
        }
        for (name, value) in RecordSamples.names { add("attachmentName", name, value, value.encoded) }
        add("upload", "upload", RecordSamples.upload, RecordSamples.upload.encoded)
        for recovery in RecordSamples.recoveries { add("recovery", "recovery", recovery, recovery.encoded) }
        for line in RecordSamples.journalLines { add("journalLine", "journal line", line, line.encoded) }
        let slots = KeySlotTable(slots: [
            [UInt8](repeating: 1, count: 512), [UInt8](repeating: 2, count: 512),
        ])
        add("keySlots", "key slots", slots, slots.encoded)
        let tile = try RecordSamples.auditTile()
        add("auditTile", "audit tile", Tile(leaves: tile.leaves), tile.encoded)
        let tenant = try RecordSamples.tenantRecord()
        add("tenant", "tenant", tenant, tenant.encoded)
        add(
            "pointer",
            "pointer",
            Pointer(tenant: RecordSamples.tenant),
            TenantRecord.pointing(to: RecordSamples.tenant)
        )
        return made
    }

    private func templates() throws -> [[String: Any]] {
        func contents(_ content: some NoteContent) throws -> [UInt32: SensitiveBytes] {
            try FieldCoder.fields(of: content)
        }
        return try TemplateRegistry.standard.all.map { template in
            let sample = try #require(TemplateSamples.byName[template.template.name])
            let bytes = try contents(sample)
            return [
                "template": template.template.name, "version": Int(template.template.version),
                "kind": template.template.kind.code, "compartment": Int(template.compartment.rawValue),
                "fields": try template.fields.map { field in
                    let stored = try #require(bytes[field.number]).copyBytes()
                    return [
                        "number": Int(field.number), "name": field.name, "form": field.form.rawValue,
                        "bytes": stored.hex, "text": String(decoding: stored, as: UTF8.self),
                    ]
                },
            ]
        }
    }

    private func pseudonyms(_ keys: TenantKeys) -> [[String: Any]] {
        let samples = RecordSamples.self
        let identifier = PersonIdentifier(system: "urn:example:mrn", value: "1")
        let request = WriteRequest(samples.therapist, "visit-1", "sign") { $0.noteID(samples.note) }
        var made: [[String: Any]] = [
            [
                "of": "drafts", "author": samples.therapist.description,
                "pseudonym": keys.draftsPseudonym(samples.therapist).hex,
            ]
        ]
        made.append(
            [
                "of": "identifier", "system": identifier.system, "value": identifier.value,
                "pseudonym": keys.identifierPseudonym(identifier).hex,
            ]
        )
        made.append(
            [
                "of": "commit", "principal": samples.therapist.description, "key": "visit-1",
                "pseudonym": request.commit(keys).hex,
            ]
        )
        made.append(
            [
                "of": "request", "content": SensitiveBytes(request.content).copyBytes().hex,
                "pseudonym": request.digest(keys).hex,
            ]
        )
        made.append(["of": "receipts", "pseudonym": keys.receiptsPseudonym.hex])
        made.append(
            [
                "of": "upload", "principal": samples.therapist.description, "key": "visit-1",
                "pseudonym": request.upload(keys).description,
            ]
        )
        return made + identities(keys)
    }

    private func identities(_ keys: TenantKeys) -> [[String: Any]] {
        let identifier = PersonIdentifier(system: "urn:example:mrn", value: "1")
        let key = KeyID(Bytes16(high: 1, low: 2))
        let cases: [(Identity, [String: String])] = [
            (.identifier(identifier), ["system": identifier.system, "value": identifier.value]),
            (.boxKey(key), ["key": key.bytes.hex]), (.signingKey(key), ["key": key.bytes.hex]),
        ]
        return zip(
            ["identity of an identifier", "identity of a box key", "identity of a signing key"],
            cases
        )
        .map { name, made in
            made.1.merging(["of": name, "pseudonym": keys.record(of: made.0).bytes.hex]) { $1 }
        }
    }

    private func identityRecord(_ keys: TenantKeys) throws -> [String: Any] {
        let owner = RecordSamples.ana.owner
        let record = keys.record(of: .boxKey(KeyID(Bytes16(high: 1, low: 2))))
        let sealed = try IdentityRecord(of: owner).sealed(as: record, keys, .counting(from: 90))
        let row = StoredRecord(
            key: IdentityRecord.key(record, keys.tenant),
            revision: 1,
            value: RecordBytes(sealed)
        )
        #expect(try IdentityRecord(opening: row, keys).owner == owner)
        return ["record": record.description, "owner": owner.description, "value": sealed.hex]
    }

    private func index(_ keys: TenantKeys) -> [[String: Any]] {
        RecordSamples.headers.map { header in
            let listed = DirectoryNote(header)
            return [
                "header": header.encoded.hex, "entries": keys.index(header).map(PlainForm.of),
                "compartment": Int(listed.compartment.rawValue),
                "statusClass": Int(listed.statusClass.rawValue), "time": PlainForm.of(listed.time),
            ]
        }
    }

    private func rows() -> [[String: Any]] {
        let records = OwnerRecords(tenant: RecordSamples.tenant, owner: RecordSamples.ana.owner)
        let note = RecordSamples.note.record
        let tenant = RecordSamples.tenant
        let rows: [(String, RecordKey)] = [
            ("head", records.head), ("aggregate", records.aggregate), ("keySlots", records.keySlots),
            ("guard", records.epochGuard), ("page", records.page(258)), ("header", records.header(note)),
            ("noteKey", records.noteKey(note)), ("revision", records.revision(note)),
            ("history", records.history(note)), ("leaf", records.logTile(258)),
            ("audit", AuditRecord.log(of: tenant).key(at: 258)),
            ("checkpoint", AuditCheckpoint.key(tenant)), ("auditTile", AuditTile.key(tenant, 258)),
            ("tenant", TenantRecord.key(tenant)), ("claim", TenantRecord.claim(tenant)),
            ("pointer", TenantRecord.pointer), ("receipt", ReceiptRecord.key(note.bytes, tenant)),
            ("identity", IdentityRecord.key(note, tenant)), ("upload", PendingUpload.key(note, tenant)),
            ("segment", records.segment(note.segment(258))),
        ]
        return rows.map { name, key in
            ["row": name, "number": 258].merging(key.plain) { $1 }
        } + [
            [
                "row": "fresh", "page": 258,
                "record": RecordID.fresh(onPage: 258, .counting(from: 62)).description,
                "random": Entropy.counting(from: 62).bytes(16).hex,
            ]
        ]
    }

    private func leaves() -> [[String: Any]] {
        let record = RecordSamples.note.record
        let cases: [(UInt64, [UInt8])] = [(1, [1, 2, 3]), (3, [4]), (0, [])]
        return cases.map {
            [
                "record": record.description, "revision": Int($0), "sealed": $1.hex,
                "leaf": OwnerView.leaf(record, $0, $1).description,
            ]
        }
    }

    private func auditRecords(_ keys: TenantKeys) throws -> [[String: Any]] {
        try RecordSamples.entries.enumerated().map { number, entry in
            let record = try AuditRecord(
                sealing: entry.1,
                RecordSamples.links[number],
                tenant: keys.tenant,
                under: keys.audit,
                .counting(from: 63 + UInt64(number))
            )
            return [
                "key": [UInt8](repeating: 0xB5, count: 32).hex, "generation": 3,
                "bytes": record.encoded.hex, "entry": entry.1.encoded.hex,
                "link": PlainForm.of(RecordSamples.links[number]),
                "leaf": record.leafHash.description,
            ]
        }
    }

    private func checkpoint(_ keys: TenantKeys) throws -> [String: Any] {
        var log = MerkleLog()
        for number in UInt8(0)..<6 { log.append(MerkleLog.leafHash([number])) }
        let checkpoint = try AuditCheckpoint(
            log,
            end: 9,
            clock: Instant(milliseconds: 1_234),
            tenant: keys.tenant,
            signedBy: keys.instance
        )
        return [
            "instance": keys.instanceKey.bytes.hex, "leaves": (UInt8(0)..<6).map { [$0].hex },
            "end": 9, "clock": 1_234, "note": checkpoint.note, "bytes": checkpoint.encoded.hex,
        ]
    }

    private func cursor(_ keys: TenantKeys) throws -> [String: Any] {
        let samples = RecordSamples.self
        let query = samples.ana.bytes.bytes
        let cursor = try ChartCursor(
            ChartPosition(
                time: samples.noon,
                owner: samples.note.owner,
                record: samples.note.record
            ),
            ChartCursor.Binding(
                samples.therapist,
                .treatment,
                .supervisor,
                query: query,
                policy: "us-1",
                keys
            ),
            keys,
            .counting(from: 66)
        )
        return [
            "principal": samples.therapist.description, "purpose": "treatment", "role": "supervisor",
            "query": query.hex, "policy": "us-1", "time": PlainForm.of(samples.noon),
            "owner": samples.note.owner.description, "record": samples.note.record.description,
            "cursor": cursor.description,
        ]
    }

    private func receipts(_ keys: TenantKeys) throws -> [[String: Any]] {
        let samples = RecordSamples.self
        let answers: [(String, [UInt8])] = [
            ("nothing", []), ("identifier", samples.ana.bytes.bytes),
            ("notes", Receipt.notes([samples.note, samples.other])),
            ("request", Receipt.request(samples.request.id, at: samples.request.receivedAt)),
        ]
        return try answers.enumerated().map { number, answer in
            let request = WriteRequest(samples.therapist, "visit-1", answer.0) { $0.flag(true) }
            let receipt = ReceiptRecord(
                digest: request.digest(keys),
                answer: answer.1,
                writtenAt: samples.noon
            )
            let commit = request.commit(keys)
            let revision = UInt64(1 + number)
            let value = try receipt.sealed(
                as: commit,
                revision: revision,
                keys,
                .counting(from: 67 + UInt64(number))
            )
            let key = ReceiptRecord.key(commit, keys.tenant)
            let row = StoredRecord(key: key, revision: revision, value: RecordBytes(value))
            #expect(try ReceiptRecord(opening: row, keys) == receipt)
            return [
                "answer": answer.0, "text": answer.1.hex, "principal": samples.therapist.description,
                "key": "visit-1", "commit": commit.hex, "digest": receipt.digest.hex,
                "name": answer.0, "value": value.hex, "now": PlainForm.of(samples.noon),
                "revision": Int(revision), "expires": PlainForm.of(receipt.expires),
                "entries": receipt.index(keys).map { PlainForm.of($0) },
            ]
        }
    }

    private func attachments() throws -> [[String: Any]] {
        let keyring = try Keyring.generate(for: RecordSamples.therapist, entropy: .counting(from: 60))
        let noteKey = try HeldKey(SecretKey(copying: SensitiveBytes(RecordSamples.attachmentKey)))
        let run = RecordSamples.run
        return try RecordSamples.attachments().map { _, attachment in
            let name = try AttachmentName(opening: attachment.name, beside: run, under: noteKey)
            #expect(name.encoded == RecordSamples.names[0].1.encoded)
            return [
                "attachment": attachment.encoded.hex, "compartment": run.compartment.description,
                "noteKey": RecordSamples.attachmentKey.hex, "name": name.encoded.hex,
                "message": attachment.message.hex, "signing": keyring.publicKeys.signing.bytes.hex,
            ]
        }
    }

    private func upload(_ keys: TenantKeys) throws -> [String: Any] {
        let (record, upload) = (RecordSamples.note.record, RecordSamples.upload)
        let sealed = try upload.sealed(as: record, revision: 3, keys, .counting(from: 93))
        let row = StoredRecord(
            key: PendingUpload.key(record, keys.tenant),
            revision: 3,
            value: RecordBytes(sealed)
        )
        #expect(try PendingUpload(opening: row, keys) == upload)
        return [
            "record": record.description, "revision": 3, "value": sealed.hex, "upload": upload.encoded.hex,
        ]
    }

    private func journalLines(_ keys: TenantKeys) throws -> [[String: Any]] {
        let headerKey = try HeldKey(SecretKey(copying: SensitiveBytes([UInt8](repeating: 0xB7, count: 32))))
        let records = OwnerRecords(tenant: keys.tenant, owner: RecordSamples.ana.owner)
        return try RecordSamples.narrowings().enumerated().map { number, sample in
            let entropy = Entropy.counting(from: 80 + UInt64(number))
            let epoch = UInt64(3 + number)
            let line = try JournalLine(
                sample.narrowing,
                of: records,
                at: epoch,
                under: headerKey,
                noted: RecordSamples.noon,
                entropy
            )
            let sealed = try line.sealed(keys, entropy)
            #expect(try JournalLine(opening: sealed, keys) == line)
            return [
                "owner": records.owner.description, "epoch": Int(epoch),
                "at": PlainForm.of(RecordSamples.noon),
                "headerKey": [UInt8](repeating: 0xB7, count: 32).hex,
                "narrowing": sample.narrowing.encoded.hex, "line": sealed.hex,
            ]
        }
    }

    private func recoveryApprovals() throws -> [[String: Any]] {
        let keyring = try Keyring.generate(for: RecordSamples.therapist, entropy: .counting(from: 61))
        let states = (0..<2).map {
            AnchoredCheckpoint(size: UInt64(7 + $0), root: RecordSamples.digest(UInt8($0)))
        }
        return try [(RecoveryKind.restore, Optional(states[1])), (.anchorRenewal, nil)].map {
            kind,
            anchored in
            let request = RecoveryRequest(
                kind,
                of: RecordSamples.tenant,
                stored: states[0],
                anchored: anchored,
                at: RecordSamples.noon
            )
            func plain(_ state: AnchoredCheckpoint) -> [String: Any] {
                ["size": Int(state.size), "root": state.root.description]
            }
            return [
                "kind": kind.description, "tenant": RecordSamples.tenant.description,
                "stored": plain(states[0]), "anchored": anchored.map(plain) ?? NSNull() as Any,
                "at": PlainForm.of(RecordSamples.noon), "message": request.message.hex,
                "signing": keyring.publicKeys.signing.bytes.hex,
                "signature": try request.approved(by: keyring).signature.hex,
            ]
        }
    }

    private func cosignature() throws -> [String: Any] {
        let manifest = RecordSamples.digest(1)
        let keyring = try Keyring.generate(for: RecordSamples.therapist, entropy: .counting(from: 60))
        let message = NoteHeader.Cosignature.message(manifest, at: RecordSamples.noon)
        return [
            "manifest": manifest.description, "at": PlainForm.of(RecordSamples.noon),
            "signing": keyring.publicKeys.signing.bytes.hex, "message": message.hex,
            "signature": try keyring.sign(message).hex,
        ]
    }
}

/// What the pointer says.
private struct Pointer {
    let tenant: TenantID
}

/// What a tile says.
private struct Tile {
    let leaves: [Digest]
}

extension RecordKey {
    /// The parts as the vectors spell them.
    var plain: [String: Any] {
        [
            "tenant": tenant.description, "owner": owner.description,
            "collection": Int(collection.rawValue), "record": record.description,
        ]
    }
}

extension Entropy {
    /// The same bytes every time: BLAKE2b of a counter.
    static func counting(from seed: UInt64) -> Entropy {
        let counter = Mutex(seed << 32)
        return Entropy { count in
            counter.withLock { counter in
                var bytes: [UInt8] = []
                while bytes.count < count {
                    bytes += Digest.of((0..<8).map { UInt8(truncatingIfNeeded: counter >> (8 * $0)) }).bytes
                    counter += 1
                }
                return Array(bytes.prefix(count))
            }
        }
    }
}
