internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What an attachment is called: sealed under its note's key, as the note's words are.
struct AttachmentName: Sendable {
    private static let version: UInt8 = 1
    private static let maximumNameBytes = 1024
    private static let maximumTypeBytes = 255

    let name: ClinicalText?
    let mediaType: String

    /// Takes a name, if it is one.
    ///
    /// - Throws: ``NotesError`` with `invalidInput` at `name` or `mediaType`.
    init(_ name: ClinicalText?, mediaType: String) throws(NotesError) {
        guard name.map({ (1...Self.maximumNameBytes).contains($0.utf8.count) }) ?? true else {
            throw NotesError(.invalidInput, at: "name")
        }
        let isType = mediaType.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard isType, (1...Self.maximumTypeBytes).contains(mediaType.utf8.count) else {
            throw NotesError(.invalidInput, at: "mediaType")
        }
        self.name = name
        self.mediaType = mediaType
    }

    func describe(into writer: inout ByteWriter) {
        writer.integer(Self.version)
        writer.optional(name) { $1.describe(into: &$0) }
        writer.text(mediaType)
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        name = try reader.optional { reader throws(MalformedBytes) in ClinicalText(try reader.text()) }
        mediaType = try reader.text()
        try reader.finish()
    }

    /// The sealed name of the attachment whose segments these are.
    func sealed(
        beside run: SegmentRun,
        under noteKey: HeldKey,
        _ entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        describe(into: &writer)
        return try Envelope.seal(
            SensitiveBytes(writer),
            as: .attachmentName,
            at: Self.address(run),
            padding: .bucket,
            under: noteKey.key,
            entropy: entropy
        )
    }

    init(opening sealed: [UInt8], beside run: SegmentRun, under noteKey: HeldKey) throws(CryptoError) {
        let opened = try Envelope.open(
            sealed,
            as: .attachmentName,
            at: Self.address(run),
            under: noteKey.key
        )
        guard let name = try? AttachmentName(decoding: opened) else { throw CryptoError(.cannotOpen) }
        self = name
    }

    private static func address(_ run: SegmentRun) -> Address {
        Address(tenant: run.tenant, owner: run.owner, compartment: run.compartment, record: run.first)
    }
}
