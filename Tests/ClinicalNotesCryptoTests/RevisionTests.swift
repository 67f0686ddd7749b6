import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A revision is one record: signed, padded as a whole, and every field bound to its place")
struct RevisionTests {
    let noteKey: HeldKey
    let headerKey: HeldKey
    let author: SigningKeyPair
    let place: Address

    init() throws {
        (noteKey, headerKey) = (try .of(1), try .of(2))
        author = SigningKeyPair(seed: try .of(3))
        place = Address.sample.at(part: 0, field: 0)
    }

    private func content(_ texts: [String], at place: Address? = nil) -> RevisionContent {
        RevisionContent(
            place: place ?? self.place,
            previous: Digest.of([1]),
            author: PrincipalID(id(9)),
            signedAt: Instant(milliseconds: 1_790_000_000_000),
            template: "soap",
            templateVersion: 2,
            fields: texts.enumerated().map { index, text in
                FieldContent(
                    part: UInt32(index % 2),
                    field: UInt32(index + 1),
                    bytes: SensitiveBytes(text.utf8)
                )
            }
        )
    }

    private func seal(_ texts: [String], signing signer: ManifestSigner?) throws -> SealedRevision {
        try #require(
            try RevisionSealer.seal(
                [(content(texts), noteKey: noteKey, headerKey: headerKey)],
                signing: signer
            ).first
        )
    }

    private func reader(_ bytes: [UInt8]) throws(CryptoError) -> RevisionReader {
        try RevisionReader(opening: bytes, at: place, headerKey: headerKey.key)
    }

    /// Everything that a careful reader does.
    private func readAll(_ bytes: [UInt8], expecting hash: Digest) throws(CryptoError) {
        guard try reader(bytes).frameHash == hash else { throw CryptoError(.cannotOpen) }
        try readAll(bytes)
    }

    private func readAll(_ bytes: [UInt8]) throws(CryptoError) {
        let reader = try reader(bytes)
        try reader.verifySignature { $0 == author.id ? author.publicKey : nil }
        try reader.checkBlobs()
        try reader.verifyKnowledge(noteKey: noteKey.key)
        for field in reader.manifest.fields {
            _ = try reader.open(part: field.part, field: field.field, noteKey: noteKey.key)
        }
    }

    @Test func `what was sealed comes back`() throws {
        let texts = ["Sleeps better.", "", String(repeating: "ü", count: 900), "Weekly."]
        let sealed = try seal(texts, signing: ManifestSigner(.author, author))
        let reader = try reader(sealed.bytes)
        try readAll(sealed.bytes, expecting: sealed.frameHash)
        #expect(reader.manifest.hash == sealed.manifestHash)
        #expect(reader.manifest.template == "soap")
        #expect(reader.manifest.templateVersion == 2)
        #expect(reader.manifest.author == PrincipalID(id(9)))
        #expect(reader.manifest.authorKey == author.id)
        #expect(reader.manifest.previous == Digest.of([1]))
        #expect(reader.manifest.signature?.kind == .author)
        for (index, text) in texts.enumerated() {
            let opened = try reader.open(
                part: UInt32(index % 2),
                field: UInt32(index + 1),
                noteKey: noteKey.key
            )
            #expect(opened.copyBytes() == Array(text.utf8))
        }
    }

    @Test(arguments: [(0, 1024), (300, 1024), (1000, 2048), (1200, 2048), (2000, 3072), (4000, 6144)])
    func `records have two sizes an octave`(count: Int, size: Int) throws {
        let sealed = try seal(
            [String(repeating: "a", count: count)],
            signing: ManifestSigner(.author, author)
        )
        #expect(sealed.bytes.count == size)
    }

    @Test func `a draft has no signature and cannot pass for signed`() throws {
        let draft = try seal(["Draft."], signing: nil)
        let reader = try reader(draft.bytes)
        #expect(reader.manifest.signature == nil)
        #expect(reader.manifest.authorKey == nil)
        let code = failure { () throws(CryptoError) in
            try reader.verifySignature { _ in author.publicKey }
        }
        #expect(code == .cannotOpen)
        #expect(try reader.open(part: 0, field: 1, noteKey: noteKey.key).copyBytes() == Array("Draft.".utf8))
    }

    @Test func `one signature covers a batch, and each revision proves it alone`() throws {
        let importer = ManifestSigner(.importer, author)
        for count in [1, 2, 3, 5, 8, 13] {
            let contents = (0..<count).map { number in
                var place = place
                place.record = RecordID(id(0x40, UInt8(number)))
                return (content(["Note \(number)"], at: place), noteKey: noteKey, headerKey: headerKey)
            }
            let sealed = try RevisionSealer.seal(contents, signing: importer)
            for (number, revision) in sealed.enumerated() {
                let reader = try RevisionReader(
                    opening: revision.bytes,
                    at: contents[number].0.place,
                    headerKey: headerKey.key
                )
                try reader.verifySignature { $0 == author.id ? author.publicKey : nil }
                #expect(reader.manifest.signature?.kind == .importer)
                #expect(reader.manifest.signature?.batchSize == UInt32(count))
                #expect(reader.manifest.authorKey == nil)
            }
        }
    }

    @Test func `every byte of the record is bound`() throws {
        let sealed = try seal(["Sleeps better.", "Weekly."], signing: ManifestSigner(.author, author))
        let reader = try reader(sealed.bytes)
        let used =
            4 + Int(sealed.bytes[0]) + Int(sealed.bytes[1]) << 8
            + reader.manifest.fields.reduce(0) { $0 + Int($1.length) }
        for byte in 0..<sealed.bytes.count {
            let changed = sealed.bytes.flipping(byte, UInt8(byte % 8))
            let strict = failure { () throws(CryptoError) in
                try readAll(changed, expecting: sealed.frameHash)
            }
            #expect(strict == .cannotOpen || strict == .malformed, "byte \(byte)")
            guard byte < used else { continue }
            let code = failure { () throws(CryptoError) in try readAll(changed) }
            #expect(code == .cannotOpen || code == .malformed, "byte \(byte)")
        }
    }

    @Test func `another tenant, owner, compartment, note, revision or schema is refused`() throws {
        let sealed = try seal(["Sleeps better."], signing: ManifestSigner(.author, author))
        for (index, other) in place.neighbors.enumerated() where index != 5 && index != 6 {
            let code = failure { () throws(CryptoError) in
                _ = try RevisionReader(opening: sealed.bytes, at: other, headerKey: headerKey.key)
            }
            #expect(code == .cannotOpen)
        }
    }

    @Test func `blobs of equal length swapped inside a record are refused`() throws {
        let sealed = try seal(["aaaa", "bbbb", "cccc"], signing: ManifestSigner(.author, author))
        let fields = try reader(sealed.bytes).manifest.fields
        let start = 4 + Int(sealed.bytes[0]) + Int(sealed.bytes[1]) << 8
        for first in fields {
            for second in fields where first != second {
                var bytes = sealed.bytes
                let (one, two) = (start + Int(first.offset), start + Int(second.offset))
                let length = Int(first.length)
                bytes.replaceSubrange(one..<(one + length), with: sealed.bytes[two..<(two + length)])
                bytes.replaceSubrange(two..<(two + length), with: sealed.bytes[one..<(one + length)])
                let reader = try reader(bytes)
                #expect(failure { () throws(CryptoError) in try reader.checkBlobs() } == .cannotOpen)
                for checking in [true, false] {
                    let code = failure { () throws(CryptoError) in
                        _ = try reader.open(
                            part: first.part,
                            field: first.field,
                            noteKey: noteKey.key,
                            checkingHash: checking
                        )
                    }
                    #expect(code == .cannotOpen)
                }
            }
        }
    }

    @Test func `a blob of another writing of the same revision is refused`() throws {
        let signer = ManifestSigner(.author, author)
        let (first, second) = (try seal(["aaaa"], signing: signer), try seal(["bbbb"], signing: signer))
        let start = 4 + Int(first.bytes[0]) + Int(first.bytes[1]) << 8
        let mixed = Array(first.bytes[..<start] + second.bytes[start...])
        let code = failure { () throws(CryptoError) in
            _ = try reader(mixed).open(part: 0, field: 1, noteKey: noteKey.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `another note key opens nothing and proves no knowledge`() throws {
        let sealed = try seal(["Sleeps better."], signing: ManifestSigner(.author, author))
        let reader = try reader(sealed.bytes)
        let other = try HeldKey.of(0x55)
        #expect(
            failure { () throws(CryptoError) in
                _ = try reader.open(part: 0, field: 1, noteKey: other.key)
            } == .cannotOpen
        )
        #expect(
            failure { () throws(CryptoError) in try reader.verifyKnowledge(noteKey: other.key) }
                == .cannotOpen
        )
    }

    @Test func `another signer, an unknown key and a relabeled signature are refused`() throws {
        let sealed = try seal(["Sleeps better."], signing: ManifestSigner(.author, author))
        let manifest = try reader(sealed.bytes).manifest
        let other = SigningKeyPair(seed: try .of(0x77))
        for keys: (KeyID) -> SigningPublicKey? in [{ _ in nil }, { _ in other.publicKey }] {
            let code = failure { () throws(CryptoError) in
                try reader(sealed.bytes).verifySignature(keys)
            }
            #expect(code == .cannotOpen)
        }
        let signature = try #require(manifest.signature)
        let relabeled = ManifestSignature(
            kind: .importer,
            batchSize: signature.batchSize,
            index: signature.index,
            path: signature.path,
            signer: signature.signer,
            bytes: signature.bytes
        )
        #expect(signature.isValid(of: manifest.hash, by: author.publicKey))
        #expect(!relabeled.isValid(of: manifest.hash, by: author.publicKey))
        #expect(!signature.isValid(of: Digest.of([2]), by: author.publicKey))
    }

    @Test func `a field twice is refused, and a field that is not there does not open`() throws {
        var twice = content(["a"])
        twice.fields += [FieldContent(part: 0, field: 1, bytes: SensitiveBytes([1]))]
        #expect(
            failure { () throws(CryptoError) in
                _ = try RevisionSealer.seal([(twice, noteKey: noteKey, headerKey: headerKey)], signing: nil)
            } == .malformed
        )
        let reader = try reader(try seal(["a"], signing: nil).bytes)
        #expect(
            failure { () throws(CryptoError) in
                _ = try reader.open(part: 0, field: 2, noteKey: noteKey.key)
            } == .cannotOpen
        )
    }

    @Test(arguments: [0, 3, 1023, 1025, 1200])
    func `garbage of any length is refused before a key is touched`(count: Int) {
        let bytes = [UInt8](repeating: 0xEE, count: count)
        #expect(failure { () throws(CryptoError) in _ = try reader(bytes) } == .malformed)
    }
}
