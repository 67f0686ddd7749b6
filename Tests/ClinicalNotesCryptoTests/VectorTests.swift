import ClinicalNotesModel
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

/// The known answers of the specification page, made with random bytes that are always the same.
///
/// `Scripts/check-vectors.py` checks the same file with an implementation of its own. A difference means that a
/// format changed, which it never may: a new version gets a new file.
@Suite("Every format gives the known answers")
struct VectorTests {
    static let file = packageRoot.appending(path: "Tests/Vectors/crypto-v1.json")

    @Test func `the vectors come out byte for byte`() throws {
        let made = try JSONSerialization.data(
            withJSONObject: try vectors(),
            options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        )
        if ProcessInfo.processInfo.environment["CLINICAL_NOTES_WRITE_VECTORS"] != nil {
            try made.write(to: Self.file)
        }
        #expect(try Data(contentsOf: Self.file) == made)
    }

    private let place = Address.sample
    private let seedByte: UInt8 = 0x41

    private func vectors() throws -> [String: Any] {
        [
            "format": 1,
            "kinds": SealedKind.allCases.map { kind in
                [
                    // What is stored keeps the spelling that it was written with.
                    "name": kind == .enrollment ? "enrolment" : "\(kind)",
                    "personal": kind.personal.description,
                    "class": Int(kind.storageClass.rawValue),
                ]
            },
            "padding": [0, 252, 253, 380, 381, 508, 1000, 70_000].map {
                ["count": $0, "size": Padding.bucket.size(of: $0)]
            },
            "places": ([place] + place.neighbors).map { $0.json.merging(["bytes": $0.bytes.hex]) { $1 } },
            "envelopes": try envelopes(),
            "lockedKeys": try lockedKeys(),
            "pseudonyms": try pseudonyms(),
            "auditLeaves": auditLeaves(),
            "merkle": merkle(),
            "revisions": try revisions(),
            "ownerHeads": try ownerHeads(),
            "directoryPages": [try directoryPage()],
            "enrolments": [try enrollment()],
            "ordinarySlots": [try ordinarySlot()],
            "checkpoints": [try checkpoint()],
            "keyrings": [try keyring()],
            "keyFiles": [try keyFile()],
            "journalFiles": [journalFile()],
            "segments": try segments(),
        ]
    }

    private func envelopes() throws -> [Any] {
        let cases: [(SealedKind, Padding, UInt32, [UInt8])] = [
            (.header, .bucket, 0, []),
            (.header, .bucket, 0, Array("Sleeps better.".utf8)),
            (.directive, .bucket, 7, [UInt8](repeating: 0xAA, count: 253)),
            (.cursor, .none, 0xFFFF_FFFF, [1, 2, 3]),
            (.person, .none, 0, []),
        ]
        return try cases.enumerated().map { index, entry in
            let key = try HeldKey.of(UInt8(index + 1))
            let envelope = try Envelope.seal(
                entry.3,
                as: entry.0,
                at: place,
                generation: entry.2,
                padding: entry.1,
                under: key.key,
                entropy: .counting(from: UInt64(index))
            )
            return [
                "kind": "\(entry.0)", "padding": Int(entry.1.rawValue), "generation": Int(entry.2),
                "text": entry.3.hex, "place": place.json, "key": key.copied.hex, "envelope": envelope.hex,
            ]
        }
    }

    private func lockedKeys() throws -> [Any] {
        let (key, inner, outer) = (try HeldKey.of(1), try HeldKey.of(2), try HeldKey.of(3))
        return try [SealedKind.noteKey, .compartmentKey, .headerKey].map { kind in
            let locked = try LockedKey(
                locking: key.key,
                as: kind,
                at: place,
                inner: inner.key,
                innerGeneration: 5,
                outer: outer.key,
                epoch: 6,
                entropy: .counting(from: 20)
            )
            return [
                "kind": "\(kind)", "place": place.json, "key": key.copied.hex, "inner": inner.copied.hex,
                "innerGeneration": 5, "outer": outer.copied.hex, "epoch": 6, "locked": locked.bytes.hex,
            ]
        }
    }

    /// Segments of bytes that are all alike; of one that is large only the hash is told.
    private func segments() throws -> [Any] {
        let key = try HeldKey.of(7)
        let run = SegmentRun(
            tenant: place.tenant,
            owner: place.owner,
            compartment: place.compartment,
            first: RecordID(id(0x44)).segment(0)
        )
        let cases: [(UInt32, Bool, Int)] = [
            (0, true, 0), (0, true, 100), (258, true, 5000), (257, false, SegmentRun.segmentSize),
            (65_535, true, SegmentRun.segmentSize),
        ]
        return try cases.enumerated().map { index, entry in
            let sealed = try run.seal(
                SensitiveBytes([UInt8](repeating: 0x61, count: entry.2)),
                as: entry.0,
                isLast: entry.1,
                under: key.key,
                entropy: .counting(from: UInt64(95 + index))
            )
            return [
                "tenant": run.tenant.description, "owner": run.owner.description,
                "compartment": run.compartment.description, "first": run.first.description,
                "number": Int(entry.0), "isLast": entry.1, "count": entry.2, "fill": 0x61,
                "key": key.copied.hex, "head": Array(sealed[..<64]).hex, "size": sealed.count,
                "hash": Digest.of(sealed).description,
            ]
        }
    }

    private func pseudonyms() throws -> [Any] {
        let secret = try HeldKey.of(4)
        let cases: [(String, [[UInt8]], UInt32)] = [
            ("patient", [id(1).bytes], 1), ("patient", [id(1).bytes], 2), ("author", [[], [1]], 1),
            ("compartment", [], 0),
        ]
        return cases.map { label, parts, generation in
            [
                "label": label, "parts": parts.map(\.hex), "generation": Int(generation),
                "secret": secret.copied.hex,
                "pseudonym": Pseudonym.make(label, parts, secret: secret.key, generation: generation).hex,
            ]
        }
    }

    private func auditLeaves() -> [Any] {
        let salt = Digest.of([7])
        let entry = Array("entry".utf8)
        return [
            [
                "salt": salt.description, "log": id(9).hex, "epoch": 12, "entry": entry.hex,
                "commitment": AuditLeaf.commitment(salt: salt, log: id(9), epoch: 12, entry: entry)
                    .description,
            ]
        ]
    }

    private func merkle() -> [String: Any] {
        let data = (0..<13).map { [UInt8](repeating: UInt8($0), count: $0) }
        let leaves = data.map { MerkleLog.leafHash($0) }
        return [
            "data": data.map(\.hex),
            "roots": (0...leaves.count).map { MerkleLog.root(of: leaves.prefix($0)).description },
            "inclusion": leaves.indices.map { index in
                ["index": index, "proof": MerkleLog.inclusionProof(leaves, index).map(\.description)]
            },
            "consistency": (0...leaves.count).map { size in
                ["from": size, "proof": MerkleLog.consistencyProof(leaves, from: size).map(\.description)]
            },
        ]
    }

    private func revisions() throws -> [Any] {
        let (noteKey, headerKey) = (try HeldKey.of(5), try HeldKey.of(6))
        let author = SigningKeyPair(seed: try .of(seedByte))
        let signers: [(ManifestSigner?, Int)] = [
            (nil, 1), (ManifestSigner(.author, author), 1), (ManifestSigner(.importer, author), 3),
        ]
        var made: [Any] = []
        for (run, signer) in signers.enumerated() {
            let contents = (0..<signer.1).map { number in
                var place = place.at(part: 0, field: 0)
                place.record = RecordID(id(0x40, UInt8(number)))
                let content = RevisionContent(
                    place: place,
                    previous: number == 0 ? nil : Digest.of([UInt8(number)]),
                    author: PrincipalID(id(0x50)),
                    signedAt: Instant(milliseconds: 1_790_000_000_123),
                    template: "soap",
                    templateVersion: 3,
                    fields: [
                        FieldContent(part: 0, field: 1, bytes: SensitiveBytes("Sleeps better.".utf8)),
                        FieldContent(part: 0, field: 2, bytes: SensitiveBytes([])),
                        FieldContent(
                            part: 1,
                            field: 1,
                            bytes: SensitiveBytes([UInt8](repeating: 0x61, count: 300 * number))
                        ),
                    ]
                )
                return (content, noteKey: noteKey, headerKey: headerKey)
            }
            let sealed = try RevisionSealer.seal(
                contents,
                signing: signer.0,
                entropy: .counting(from: UInt64(40 + run))
            )
            made += zip(contents, sealed).map { content, sealed -> [String: Any] in
                [
                    "place": content.0.place.json, "noteKey": noteKey.copied.hex,
                    "headerKey": headerKey.copied.hex,
                    "signerSeed": [UInt8](repeating: seedByte, count: 32).hex,
                    "signatureKind": Int(signer.0?.kind.rawValue ?? 0),
                    "previous": (content.0.previous ?? .zero).description,
                    "author": content.0.author.description,
                    "signedAt": content.0.signedAt.milliseconds, "template": content.0.template,
                    "templateVersion": Int(content.0.templateVersion),
                    "fields": content.0.fields.map {
                        ["part": Int($0.part), "field": Int($0.field), "text": $0.bytes.copyBytes().hex]
                    },
                    "record": sealed.bytes.hex, "manifestHash": sealed.manifestHash.description,
                    "frameHash": sealed.frameHash.description,
                ]
            }
        }
        return made
    }

    private func ownerHeads() throws -> [Any] {
        let instance = SigningKeyPair(seed: try .of(seedByte))
        return [0, 1, 6].map { count in
            var log = MerkleLog()
            for number in 0..<count { log.append(MerkleLog.leafHash([UInt8(number)])) }
            let head = OwnerHead(
                tenant: place.tenant,
                owner: place.owner,
                number: UInt64(count) + 1,
                previous: count == 0 ? .zero : Digest.of([7]),
                log: log,
                epoch: 9,
                aggregateHash: Digest.of([1]),
                keySlotsHash: Digest.of([2]),
                pageHashes: (0..<max(1, count / 3)).map { Digest.of([UInt8($0)]) }
            )
            return [
                "tenant": head.tenant.description, "owner": head.owner.description, "count": count,
                "number": count + 1, "previous": head.previous.description,
                "leaves": (0..<count).map { [UInt8($0)].hex }, "epoch": 9,
                "aggregateHash": head.aggregateHash.description,
                "keySlotsHash": head.keySlotsHash.description,
                "pageHashes": head.pageHashes.map(\.description), "hash": head.hash.description,
                "seed": [UInt8](repeating: seedByte, count: 32).hex,
                "signed": head.signed(by: instance).bytes.hex,
            ]
        }
    }

    private func directoryPage() throws -> [String: Any] {
        let number = RecordID(id(0x40, 1)).directoryPage
        var page = DirectoryPage(number: number)
        let notes: [UInt8: DirectoryNote] = [
            1: DirectoryNote(
                compartment: .psychotherapy,
                statusClass: .withdrawn,
                time: Instant(milliseconds: -2)
            ),
            3: DirectoryNote(
                compartment: .general,
                statusClass: .draft,
                time: Instant(milliseconds: 1_760_000_000_000)
            ),
        ]
        for number in [UInt8(3), 1, 2] {
            let entry = DirectoryEntry(
                record: RecordID(id(0x40, number)),
                revision: UInt64(number),
                leafHash: Digest.of([number]),
                note: notes[number]
            )
            let added = page.put(entry)
            #expect(added)
        }
        return [
            "entries": page.entries.map {
                [
                    "record": $0.record.description, "revision": Int($0.revision),
                    "leafHash": $0.leafHash.description,
                    "compartment": Int($0.note?.compartment.rawValue ?? 0),
                    "statusClass": Int($0.note?.statusClass.rawValue ?? 0),
                    "time": Int($0.note?.time.milliseconds ?? 0),
                ]
            },
            "number": Int(number),
            "page": page.encoded.hex,
        ]
    }

    private func enrollment() throws -> [String: Any] {
        let keyring = try Keyring.generate(for: PrincipalID(id(0x50)), entropy: .counting(from: 60))
        let authority = SigningKeyPair(seed: try .of(seedByte))
        let statement = EnrollmentStatement(
            tenant: place.tenant,
            principal: keyring.principal,
            publicKeys: keyring.publicKeys,
            serial: 4,
            notBefore: Instant(milliseconds: -5),
            kind: .clinician
        )
        return [
            "tenant": statement.tenant.description, "principal": statement.principal.description,
            "box": keyring.publicKeys.box.bytes.hex, "boxKeyID": keyring.publicKeys.box.id.description,
            "signing": keyring.publicKeys.signing.bytes.hex,
            "signingKeyID": keyring.publicKeys.signing.id.description, "serial": 4, "notBefore": -5,
            "kind": 1,
            "revoked": false, "seed": [UInt8](repeating: seedByte, count: 32).hex,
            "signed": SignedEnrollment.sign(statement, by: authority).bytes.hex,
        ]
    }

    private func ordinarySlot() throws -> [String: Any] {
        let (key, tenantKey, outer) = (try HeldKey.of(1), try HeldKey.of(2), try HeldKey.of(3))
        let slotPlace = KeySlot.address(
            tenant: place.tenant,
            owner: place.owner,
            compartment: place.compartment,
            index: 2
        )
        let head = GrantHead(
            scope: .compartmentGeneration,
            tenant: place.tenant,
            owner: place.owner,
            compartment: place.compartment,
            generation: 11,
            reader: PrincipalID(.zero),
            granter: PrincipalID(id(0x50)),
            serial: 12,
            notBefore: Instant(milliseconds: 13),
            notAfter: Instant(milliseconds: .max),
            rights: [.read, .grant]
        )
        let slot = try KeySlot.sealOrdinary(
            head,
            key: key.key,
            tenantKey: tenantKey.key,
            tenantKeyGeneration: 14,
            instance: SigningKeyPair(seed: try .of(seedByte)),
            outer: outer.key,
            epoch: 15,
            at: slotPlace,
            entropy: .counting(from: 70)
        )
        return [
            "place": slotPlace.json, "key": key.copied.hex, "tenantKey": tenantKey.copied.hex,
            "tenantKeyGeneration": 14, "outer": outer.copied.hex, "epoch": 15,
            "seed": [UInt8](repeating: seedByte, count: 32).hex, "scope": 2, "generation": 11,
            "granter": head.granter.description, "serial": 12, "notBefore": 13, "notAfter": Int64.max,
            "rights": 5, "slot": slot.bytes.hex,
        ]
    }

    private func checkpoint() throws -> [String: Any] {
        let checkpoint = try Checkpoint(
            origin: "clinic.example/audit/0",
            size: 123_456,
            root: Digest.of([1]),
            extensions: ["further: 1", "\u{2014} x"]
        )
        return [
            "extensions": checkpoint.extensions,
            "origin": checkpoint.origin, "size": 123_456, "root": checkpoint.root.description,
            "seed": [UInt8](repeating: seedByte, count: 32).hex,
            "note": checkpoint.signed(by: SigningKeyPair(seed: try .of(seedByte))),
        ]
    }

    private func journalFile() -> [String: Any] {
        let groups: [(String, [[UInt8]])] = [
            ("a log", [[]]), ("another", [[1, 2, 3]]), ("a log", [[4], Array(repeating: 5, count: 300)]),
        ]
        return [
            "groups": groups.map { ["log": $0, "lines": $1.map(\.hex)] },
            "file": JournalFile.bytes(of: groups.map { JournalFile.Group(log: $0, lines: $1) }).hex,
        ]
    }

    private func keyring() throws -> [String: Any] {
        let keyring = try Keyring.generate(for: PrincipalID(id(0x51)), entropy: .counting(from: 80))
        let file = try keyring.export(
            passphrase: SensitiveBytes("correct horse".utf8),
            cost: .smallest,
            entropy: .counting(from: 81)
        )
        return [
            "passphrase": Array("correct horse".utf8).hex, "principal": keyring.principal.description,
            "box": keyring.publicKeys.box.bytes.hex, "signing": keyring.publicKeys.signing.bytes.hex,
            "file": file.hex,
        ]
    }

    private func keyFile() throws -> [String: Any] {
        let names = [
            KeyName(tenant: place.tenant, purpose: .epoch, generation: 2),
            KeyName(tenant: place.tenant, purpose: .epoch, generation: 1),
            KeyName(tenant: place.tenant, purpose: .tenantKey, generation: 1),
        ]
        var table = KeyTable(seen: Instant(milliseconds: 66))
        table[names[0]] = .held(try .of(1))
        table[names[1]] = .leaving(try .of(2), at: Instant(milliseconds: 77))
        table[names[2]] = .destroyed
        let root = try HeldKey.of(0x5A)
        let file = try ProtectedFile.keyFile.seal(
            table.encoded,
            .rootKey,
            under: root.key,
            entropy: .counting(from: 90)
        )
        return [
            "rootKey": root.copied.hex, "file": file.hex, "seen": 66,
            "entries": [
                ["tenant": place.tenant.description, "purpose": 2, "generation": 1, "state": 0],
                [
                    "tenant": place.tenant.description, "purpose": 3, "generation": 1, "state": 2,
                    "moment": 77,
                    "key": try HeldKey.of(2).copied.hex,
                ],
                [
                    "tenant": place.tenant.description, "purpose": 3, "generation": 2, "state": 1,
                    "key": try HeldKey.of(1).copied.hex,
                ],
            ],
        ]
    }
}

extension Address {
    /// The parts as the vectors spell them.
    var json: [String: Any] {
        [
            "tenant": tenant.description, "owner": owner.description, "compartment": compartment.description,
            "record": record.description, "revision": Int(revision), "part": Int(part), "field": Int(field),
            "schema": Int(schema),
        ]
    }
}
