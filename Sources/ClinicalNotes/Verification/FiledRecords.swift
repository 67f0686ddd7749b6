internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The records beside notes that an owner filed, to compare with the aggregate.
struct FiledRecords {
    /// The kinds that are filed, the most frequent first.
    static let kinds: [SealedKind] = [
        .header, .person, .enrollment, .directive, .reason, .task, .release, .hold, .restriction, .group,
        .grant,
        .accountingEntry, .declaration, .attachment,
    ]

    private var directives: [RecordID: Directive] = [:]
    private var persons: Set<Person> = []
    private(set) var enrollments: Set<Enrollment> = []
    /// The requests to amend each note.
    private(set) var amendmentRequests: [NoteID: Set<RecordID>] = [:]
    /// The manifests of attachments.
    private(set) var attachments: [RecordID: AttachmentRecord] = [:]

    /// Takes a record; `false` if it is not what its kind says.
    mutating func take(_ content: [UInt8], as kind: SealedKind, _ record: RecordID) -> Bool {
        switch kind {
        case .directive:
            guard let directive = try? Directive(encodedBytes: content) else { return false }
            directives[record] = directive
        case .person:
            guard let person = try? Person(encodedBytes: content) else { return false }
            persons.insert(person)
        case .enrollment:
            var reader = ByteReader(content)
            guard let enrollment = try? Enrollment(from: &reader), (try? reader.finish()) != nil else {
                return false
            }
            enrollments.insert(enrollment)
        case .attachment:
            guard let attachment = try? AttachmentRecord(decoding: content) else { return false }
            attachments[record] = attachment
        case .task:
            // The others are answers to requests for access.
            if let request = try? AmendmentRequest(decoding: content), request.id == record {
                amendmentRequests[request.note, default: []].insert(record)
            }
        default: break
        }
        return true
    }

    /// Whether the aggregate says what the records say: the same directives, and no person or enrollment that was
    /// never filed.
    func agree(with aggregate: OwnerAggregate) -> Bool {
        let known = aggregate.directives.map { ($0.record, $0.directive) }
        guard Dictionary(known, uniquingKeysWith: { $1 }) == directives else { return false }
        let owned = aggregate.members.isEmpty ? Array(aggregate.persons.values) : []
        return owned.allSatisfy(persons.contains)
            && (aggregate.staff.map(persons.contains) ?? true)
            && (aggregate.enrollment.map(enrollments.contains) ?? true)
    }
}
