internal import ClinicalNotesModel

/// The state of an imported note that its source gave last, as far as the note's own revisions do not hold it.
struct ExternalState: Hashable, Sendable {
    /// What names the note at its source, in every state of it.
    var key: PersonIdentifier
    /// Which state the source gave.
    var version: ExternalVersion?
    /// The revision that holds the words of that state; a later one was written here.
    var revision: UInt64
    /// What tells the words of that state from others, to who may know of it.
    var marks: WordsMarks
    /// What tells the files that came with any state from others, in the same way; each once.
    var files: [Bytes16]
    /// Who imported states before, and signed them.
    var importers: [PrincipalID]
    /// When the source says that the note was written.
    var date: Instant?
    /// What the source says it is, where the kind does not say the same.
    var type: ExternalType?
    /// The source's security labels, in its order.
    var labels: [SecurityLabel]
    /// What the source calls the encounters that the note tells of in any state, and whose labels reach it.
    var encounters: [PersonIdentifier]
    /// The labels that would reach the note from its patients and encounters, and were lifted.
    var lifted: [SecurityLabel]
    /// What else the source says about its making.
    var context: ExternalContext
    /// What tells apart by what the source refers to each of the authors, and then to each part of the context; 0 where it
    /// tells words alone.
    var references: [UInt64]
    /// How the source says that it stands to other notes, whether or not these are here.
    var relations: [ExternalRelation]
    /// Whether the words hold control or bidirectional override characters.
    var markedText: Bool
    /// Whether the words of that state stand in for others that did not come along.
    var partial: Bool
    /// Whether the source had it as a draft of somebody who is not here, so that nobody here goes on with it.
    var preliminary: Bool
    /// The stricter compartment that the source's labels ask for since; closed until somebody decides.
    var proposed: Compartment?
    /// The last compartment that was asked for and decided against.
    var declined: Compartment?
}

/// What tells the words of an imported note from others, and its headings, where it has sections.
struct WordsMarks: Hashable, Sendable {
    var words: Bytes16
    var headings: Bytes16?
}

extension ExternalState {
    func encode(into writer: inout ByteWriter) {
        writer.external(key)
        writer.optional(version) { $0.external($1) }
        writer.integer(revision)
        writer.bytes16(marks.words)
        writer.optional(marks.headings) { $0.bytes16($1) }
        writer.list(files) { $0.bytes16($1) }
        writer.list(importers) { $0.identifier($1) }
        writer.optional(date) { $0.instant($1) }
        writer.optional(type) { writer, type in
            writer.list(type.codings) { writer, coding in
                writer.optional(coding.system) { $0.text($1) }
                writer.text(coding.code)
                writer.optional(coding.display) { $0.text($1) }
            }
            writer.optional(type.text) { $0.text($1) }
        }
        writer.labels(labels)
        writer.list(encounters) { $0.external($1) }
        writer.labels(lifted)
        for part in ExternalContext.Part.allCases { writer.optional(context[part]) { $0.text($1) } }
        writer.list(references) { $0.integer($1) }
        writer.list(relations) { writer, relation in
            writer.integer(relation.kind.rawValue)
            writer.external(relation.target)
        }
        writer.flag(markedText)
        writer.flag(partial)
        writer.flag(preliminary)
        for compartment in [proposed, declined] { writer.optional(compartment) { $0.integer($1.rawValue) } }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        key = try reader.externalIdentifier()
        version = try reader.optional { reader throws(MalformedBytes) in try reader.externalVersion() }
        revision = try reader.integer()
        marks = WordsMarks(
            words: try reader.bytes16(),
            headings: try reader.optional { reader throws(MalformedBytes) in try reader.bytes16() }
        )
        files = try reader.list { reader throws(MalformedBytes) in try reader.bytes16() }
        importers = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        date = try reader.optional { reader throws(MalformedBytes) in try reader.instant() }
        type = try reader.optional { reader throws(MalformedBytes) in
            let codings = try reader.list { reader throws(MalformedBytes) in
                ExternalType.Coding(
                    system: try reader.optionalText(),
                    code: try reader.text(),
                    display: try reader.optionalText()
                )
            }
            return ExternalType(codings: codings, text: try reader.optionalText())
        }
        labels = try reader.labels()
        encounters = try reader.list { reader throws(MalformedBytes) in try reader.externalIdentifier() }
        lifted = try reader.labels()
        context = ExternalContext()
        for part in ExternalContext.Part.allCases { context[part] = try reader.optionalText() }
        references = try reader.list { reader throws(MalformedBytes) in try reader.integer() }
        relations = try reader.list { reader throws(MalformedBytes) in
            guard let kind = ExternalRelation.Kind(rawValue: try reader.integer()) else {
                throw MalformedBytes()
            }
            return ExternalRelation(kind, try reader.externalIdentifier())
        }
        markedText = try reader.flag()
        partial = try reader.flag()
        preliminary = try reader.flag()
        proposed = try reader.optionalCompartment()
        declined = try reader.optionalCompartment()
    }
}

extension ByteWriter {
    mutating func labels(_ labels: [SecurityLabel]) {
        list(labels) { writer, label in
            writer.text(label.system)
            writer.text(label.code)
            writer.optional(label.display) { $0.text($1) }
        }
    }

    mutating func external(_ identifier: PersonIdentifier) {
        text(identifier.system)
        text(identifier.value)
    }

    mutating func external(_ version: ExternalVersion) {
        optional(version.id) { $0.text($1) }
        optional(version.lastUpdated) { $0.instant($1) }
    }
}

extension ByteReader {
    mutating func labels() throws(MalformedBytes) -> [SecurityLabel] {
        try list { reader throws(MalformedBytes) in
            SecurityLabel(
                system: try reader.text(),
                code: try reader.text(),
                display: try reader.optionalText()
            )
        }
    }

    mutating func externalIdentifier() throws(MalformedBytes) -> PersonIdentifier {
        PersonIdentifier(system: try text(), value: try text())
    }

    mutating func externalVersion() throws(MalformedBytes) -> ExternalVersion {
        ExternalVersion(
            id: try optionalText(),
            lastUpdated: try optional { reader throws(MalformedBytes) in try reader.instant() }
        )
    }

    fileprivate mutating func optionalText() throws(MalformedBytes) -> String? {
        try optional { reader throws(MalformedBytes) in try reader.text() }
    }

    mutating func optionalCompartment() throws(MalformedBytes) -> Compartment? {
        try optional { reader throws(MalformedBytes) in
            guard let compartment = Compartment(rawValue: try reader.integer()) else {
                throw MalformedBytes()
            }
            return compartment
        }
    }
}
