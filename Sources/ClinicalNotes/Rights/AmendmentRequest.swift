public import ClinicalNotesModel

/// A patient's request to amend a note, 45 CFR 164.526: the patient's own words, and a date for the answer.
public struct AmendmentRequest: Sendable, Identifiable {
    /// How the practice answered.
    public struct Answer: Sendable {
        /// Whether the note is amended, (c), or the request denied, (d).
        public let isAccepted: Bool
        /// Who answered.
        public let by: PrincipalID
        /// When.
        public let at: Instant
        /// The answer in writing: for a denial the basis, and how to disagree and complain, (d)(1).
        public let words: ClinicalText
    }

    /// Names the request.
    public let id: RecordID
    /// The note.
    public let note: NoteID
    /// Who asked: the patient, or somebody in the patient's place.
    public let requestedBy: PrincipalID
    /// When it was received.
    public let receivedAt: Instant
    /// When the answer is due: 60 days, once extended by 30 with written reasons, (b)(2).
    public let due: Instant
    /// What should be amended, and why.
    public let words: ClinicalText
    /// The answer; `nil` while it is owed.
    public internal(set) var answer: Answer?
}

extension AmendmentRequest {
    private static let version: UInt8 = 1

    var encoded: SensitiveBytes {
        var writer = ByteWriter(capacity: 256)
        writer.integer(Self.version)
        writer.identifier(id)
        writer.noteID(note)
        writer.identifier(requestedBy)
        writer.instant(receivedAt)
        writer.instant(due)
        writer.lend(words.utf8)
        writer.optional(answer) { writer, answer in
            writer.flag(answer.isAccepted)
            writer.identifier(answer.by)
            writer.instant(answer.at)
            writer.lend(answer.words.utf8)
        }
        return SensitiveBytes(writer)
    }

    init(decoding bytes: some Collection<UInt8>) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        id = try reader.identifier()
        note = try reader.noteID()
        requestedBy = try reader.identifier()
        receivedAt = try reader.instant()
        due = try reader.instant()
        words = ClinicalText(try reader.text())
        answer = try reader.optional { reader throws(MalformedBytes) in
            Answer(
                isAccepted: try reader.flag(),
                by: try reader.identifier(),
                at: try reader.instant(),
                words: ClinicalText(try reader.text())
            )
        }
        try reader.finish()
    }
}
