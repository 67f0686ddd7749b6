internal import BenchmarkMeasuring
internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Sealing and opening a note of six fields and 4 KB, against the bare cipher on the same text; prints one line a figure.
///
/// Part of the library's own package, since envelopes and revisions are shown to nobody outside.
@main
struct SealingBenchmark {
    private static let fieldLengths = [48, 912, 310, 702, 404, 1604]

    private let stopwatch: Stopwatch
    private let texts: [SensitiveBytes]
    private let place: Address
    private let noteKey: HeldKey
    private let headerKey: HeldKey
    private var bare: BareSodium

    static func main() throws {
        var benchmark = try SealingBenchmark(with: Stopwatch())
        try benchmark.run()
    }

    /// Prepares the note.
    init(with stopwatch: Stopwatch) throws {
        self.stopwatch = stopwatch
        let fields = Self.fieldLengths.map { [UInt8](repeating: UInt8(ascii: "n"), count: $0) }
        texts = fields.map { SensitiveBytes($0) }
        place = Address(
            tenant: TenantID(Entropy.system.bytes16()),
            owner: OwnerID(Entropy.system.bytes16()),
            compartment: CompartmentID(Entropy.system.bytes16()),
            record: RecordID(Entropy.system.bytes16()),
            revision: 1,
            schema: 1
        )
        noteKey = HeldKey(try SecretKey.random())
        headerKey = HeldKey(try SecretKey.random())
        bare = BareSodium(fields: fields, place: place.bytes)
    }

    /// Measures and prints.
    mutating func run() throws {
        try fieldsAlone()
        try wholeRevision()
    }

    /// The fields alone, each an envelope in its bucket.
    private mutating func fieldsAlone() throws {
        let key = try SecretKey.random()
        let fields = zip(texts, 1...).map { text, number in
            (text: text, place: place.at(part: 0, field: UInt32(number)))
        }
        let sealing = try stopwatch.compare {
            for field in fields {
                _ = try Envelope.seal(
                    field.text,
                    as: .field,
                    at: field.place,
                    padding: .bucket,
                    under: key
                )
            }
        } to: {
            bare.seal()
        }
        print(Line.ratio("seal 6 fields, 4 KB", sealing, yardstick: "bare AEAD", goal: 1.2))

        let envelopes = try fields.map { field in
            let bytes = try Envelope.seal(
                field.text,
                as: .field,
                at: field.place,
                padding: .bucket,
                under: key
            )
            return (bytes: bytes, place: field.place)
        }
        let opening = try stopwatch.compare {
            for envelope in envelopes {
                _ = try Envelope.openSensitive(envelope.bytes, as: .field, at: envelope.place, under: key)
            }
        } to: {
            bare.open()
        }
        print(Line.ratio("open 6 fields, 4 KB", opening, yardstick: "bare AEAD", goal: 1.4))
    }

    /// The revision record: fields, their hashes, manifest, fill and the record's own hash.
    private mutating func wholeRevision() throws {
        let content = RevisionContent(
            place: place,
            previous: nil,
            author: PrincipalID(Entropy.system.bytes16()),
            signedAt: Instant(milliseconds: 1_772_463_600_000),
            template: "soap",
            templateVersion: 1,
            fields: zip(texts, 1...).map { FieldContent(part: 0, field: UInt32($1), bytes: $0) }
        )
        let contents = [(content, noteKey: noteKey, headerKey: headerKey)]
        let sealing = try stopwatch.compare {
            _ = try RevisionSealer.seal(contents, signing: nil)
        } to: {
            bare.seal()
        }
        print(Line.ratio("seal a revision of these, unsigned", sealing, yardstick: "bare AEAD", goal: 1.2))

        let hashing = stopwatch.measure { bare.hashTwice() }
        print(Line.report("  BLAKE2b of the text for the manifest and again for the record, alone", hashing))
        print(Line.throughput("  throughput", bytes: Self.fieldLengths.reduce(0, +), in: sealing.subject))

        let keys = try SigningKeyPair.random()
        let signer = ManifestSigner(.author, keys)
        let signing = try stopwatch.measure { _ = try RevisionSealer.seal(contents, signing: signer) }
        print(Line.report("  signed", signing))

        let revisions = try RevisionSealer.seal(contents, signing: signer)
        guard let bytes = revisions.first?.bytes else { return }
        let opening = try stopwatch.compare {
            try open(bytes, verifying: nil)
        } to: {
            bare.open()
        }
        print(Line.ratio("open it, signature known", opening, yardstick: "bare AEAD", goal: 1.4))
        print(Line.throughput("  throughput", bytes: Self.fieldLengths.reduce(0, +), in: opening.subject))
        let verifying = try stopwatch.measure { try open(bytes, verifying: keys.publicKey) }
        print(Line.report("  signature verified", verifying))
    }

    /// What a read does: the record's hash, the manifest, then every field.
    private func open(_ bytes: [UInt8], verifying key: SigningPublicKey?) throws {
        let reader = try RevisionReader(opening: bytes, at: place, headerKey: headerKey.key)
        _ = reader.frameHash
        if let key { try reader.verifySignature { _ in key } }
        for field in reader.manifest.fields {
            _ = try reader.open(part: field.part, field: field.field, noteKey: noteKey.key)
        }
    }
}
