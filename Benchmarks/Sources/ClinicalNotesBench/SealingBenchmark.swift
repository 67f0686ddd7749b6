internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Sealing and opening the six fields of a note of 4 KB, against the bare cipher on the same text.
struct SealingBenchmark {
    private static let fieldLengths = [48, 912, 310, 702, 404, 1604]

    /// Measures and prints.
    static func run(with stopwatch: Stopwatch) throws {
        let fields = fieldLengths.map { [UInt8](repeating: UInt8(ascii: "n"), count: $0) }
        let places = fields.indices.map { place(field: UInt32($0 + 1)) }
        let key = try SecretKey.random()
        var bare = BareSodium(fields: fields, place: places[0].bytes)

        let sealing = try stopwatch.compare {
            for (field, place) in zip(fields, places) {
                _ = try Envelope.seal(
                    field, as: .field, at: place, padding: .bucket, under: key, entropy: .system
                )
            }
        } to: {
            bare.seal()
        }
        print(Line.ratio("seal 6 fields, 4 KB", sealing, yardstick: "bare AEAD", goal: 1.2))

        let envelopes = try zip(fields, places).map { field, place in
            try Envelope.seal(field, as: .field, at: place, padding: .bucket, under: key, entropy: .system)
        }
        let opening = try stopwatch.compare {
            for (envelope, place) in zip(envelopes, places) {
                _ = try Envelope.openSensitive(envelope, as: .field, at: place, under: key)
            }
        } to: {
            bare.open()
        }
        print(Line.ratio("open 6 fields, 4 KB", opening, yardstick: "bare AEAD", goal: 1.4))
    }

    private static func place(field: UInt32) -> Place {
        Place(
            tenant: TenantID(Entropy.system.bytes16()),
            owner: OwnerID(Entropy.system.bytes16()),
            compartment: CompartmentID(Entropy.system.bytes16()),
            record: RecordID(Entropy.system.bytes16()),
            revision: 1,
            part: 0,
            field: field,
            schema: 1
        )
    }
}
