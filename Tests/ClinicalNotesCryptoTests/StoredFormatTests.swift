import ClinicalNotesModel
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

/// What version 1 wrote, kept in `Tests/Vectors/stored-v1.json` and never written again.
@Suite("What was written stays readable")
struct StoredFormatTests {
    /// Hexadecimal values by name.
    struct Stored: Codable {
        var values: [String: String]

        func bytes(_ name: String) throws -> [UInt8] {
            let hex = try #require(values[name])
            return try #require([UInt8](hex: hex))
        }

        func key(_ name: String) throws -> HeldKey {
            HeldKey(try SecretKey(copying: SensitiveBytes(try bytes(name))))
        }
    }

    static let file = packageRoot.appending(path: "Tests/Vectors/stored-v1.json")
    static let texts = [
        "Sleeps better since the dose was halved.", "", "Weekly, with her partner every third time.",
    ]
    static let writer = PrincipalID(id(0x31))
    static let reader = PrincipalID(id(0x32))
    static let passphrase = SensitiveBytes("open sesame".utf8)
    static let name = KeyName(tenant: TenantID(id(1)), purpose: .tenantKey, generation: 3)
    static let slotPlace = KeySlot.address(
        tenant: TenantID(id(1)),
        owner: OwnerID(id(2)),
        compartment: CompartmentID(id(3)),
        index: 1
    )
    static let state = AnchoredCheckpoint(size: 99, root: Digest.of([1]), note: "a signed note")

    let stored: Stored

    init() async throws {
        if !FileManager.default.fileExists(atPath: Self.file.path),
            ProcessInfo.processInfo.environment["CLINICAL_NOTES_WRITE_VECTORS"] != nil
        {
            try await Self.write()
        }
        stored = try JSONDecoder().decode(Stored.self, from: try Data(contentsOf: Self.file))
    }

    private static func write() async throws {
        var values: [String: String] = [:]
        let (writer, reader) = (try Keyring.generate(for: writer), try Keyring.generate(for: reader))
        let (noteKey, headerKey) = (HeldKey(try .random()), HeldKey(try .random()))
        let (compartment, epoch) = (HeldKey(try .random()), HeldKey(try .random()))
        values["noteKey"] = noteKey.copied.hex
        values["headerKey"] = headerKey.copied.hex
        values["compartmentKey"] = compartment.copied.hex
        values["epochKey"] = epoch.copied.hex
        values["writerSigningKey"] = writer.publicKeys.signing.bytes.hex
        values["readerKeyring"] = try reader.export(passphrase: passphrase, cost: .smallest).hex
        let content = RevisionContent(
            place: Address.sample.at(part: 0, field: 0),
            previous: nil,
            author: self.writer,
            signedAt: Instant(milliseconds: 1_790_000_000_000),
            template: "dap",
            templateVersion: 1,
            fields: texts.enumerated().map {
                FieldContent(part: 0, field: UInt32($0 + 1), bytes: SensitiveBytes($1.utf8))
            }
        )
        let sealed = try RevisionSealer.seal(
            [(content, noteKey: noteKey, headerKey: headerKey)],
            signing: writer.signer()
        )
        values["revision"] = sealed[0].bytes.hex
        values["noteKeyRow"] =
            try LockedKey(
                locking: noteKey.key,
                as: .noteKey,
                at: .sample,
                inner: compartment.key,
                innerGeneration: 1,
                outer: epoch.key,
                epoch: 2
            ).bytes.hex
        let head = GrantHead(
            scope: .compartmentGeneration,
            tenant: slotPlace.tenant,
            owner: slotPlace.owner,
            compartment: slotPlace.compartment,
            generation: 1,
            reader: self.reader,
            granter: self.writer,
            serial: 1,
            notBefore: Instant(milliseconds: 0),
            notAfter: Instant(milliseconds: .max),
            rights: .read
        )
        values["grantedSlot"] =
            try KeySlot.sealGranted(
                head,
                key: compartment.key,
                reader: reader.publicKeys.box,
                granter: writer,
                outer: epoch.key,
                epoch: 2,
                at: slotPlace
            ).bytes.hex
        let folder = try TemporaryFolder()
        let service = try LocalKeyService(file: folder.file("keys"), passphrase: passphrase, cost: .smallest)
        let (wrapped, lease) = try await service.makeKey(name, KeyRequest(id: id(0x60), deadline: .never))
        values["wrapped"] = wrapped.hex
        values["leased"] = lease.key.withBytes { $0.copiedBytes }.hex
        values["keyFile"] = try folder.read("keys").hex
        #expect(try await FileAnchor(path: folder.file("anchor")).advance("log", to: state, expecting: nil))
        values["anchorFile"] = try folder.read("anchor").hex
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try encoder.encode(Stored(values: values)).write(to: file)
    }

    @Test func `a signed revision opens, under the key of its key row`() throws {
        let (compartment, epoch) = (try stored.key("compartmentKey"), try stored.key("epochKey"))
        let row = try LockedKey(try stored.bytes("noteKeyRow"))
        let noteKey = HeldKey(
            try row.unlock(as: .noteKey, at: .sample, inner: compartment.key, outer: epoch.key)
        )
        #expect(noteKey.copied == (try stored.bytes("noteKey")))
        let reader = try RevisionReader(
            opening: try stored.bytes("revision"),
            at: .sample,
            headerKey: try stored.key("headerKey").key
        )
        let signing = SigningPublicKey(try stored.bytes("writerSigningKey"))
        try reader.verifySignature { $0 == signing?.id ? signing : nil }
        try reader.checkBlobs()
        try reader.verifyKnowledge(noteKey: noteKey.key)
        #expect(reader.manifest.author == Self.writer)
        for (index, text) in Self.texts.enumerated() {
            let opened = try reader.open(part: 0, field: UInt32(index + 1), noteKey: noteKey.key)
            #expect(opened.copyBytes() == Array(text.utf8))
        }
    }

    @Test func `a keyring opens, and accepts its grant`() throws {
        let keyring = try Keyring(importing: try stored.bytes("readerKeyring"), passphrase: Self.passphrase)
        #expect(keyring.principal == Self.reader)
        let slot = try KeySlot(try stored.bytes("grantedSlot"))
        let signing = try #require(SigningPublicKey(try stored.bytes("writerSigningKey")))
        let grant = try slot.openOuter(at: Self.slotPlace, under: try stored.key("epochKey").key)
            .verify(granter: signing, at: Instant(milliseconds: 5))
        #expect(HeldKey(try grant.accept(keyring)).copied == (try stored.bytes("compartmentKey")))
    }

    @Test func `a key file and an anchor open`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try stored.bytes("keyFile"), "keys")
        let service = try LocalKeyService(
            file: folder.file("keys"),
            passphrase: Self.passphrase,
            creating: false
        )
        let lease = try await service.unwrap(
            try stored.bytes("wrapped"),
            Self.name,
            KeyRequest(id: id(1), deadline: .never)
        )
        #expect(lease.key.withBytes { $0.copiedBytes } == (try stored.bytes("leased")))
        try folder.write(try stored.bytes("anchorFile"), "anchor")
        #expect(try await FileAnchor(path: folder.file("anchor")).latest("log") == Self.state)
    }
}
