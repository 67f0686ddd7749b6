internal import ClinicalNotesModel

/// Something on record by which somebody sees less than before, as it stood once the call that narrowed returned.
enum Narrowing: Hashable, Sendable {
    /// A directive that was taken back, ended, or keeps somebody out.
    case directive(Directive)
    /// An enrollment that ended, or whose keys were replaced.
    case enrollment(Enrollment)
    /// What is known of a patient.
    case person(PatientID, Person)
    /// What a patient is shown of a note, where it is withheld or later.
    case release(Release)
    /// A hold.
    case hold(Hold)
    /// The labels of a note.
    case labels(NoteID, NoteLabels)
    /// The labels that reach the imported notes of an owner.
    case labeled([LabeledRecord])
    /// A note that was entered in error.
    case withdrawal(NoteID)
    /// A note on the wrong patient's chart, and the one that took its place, if one did.
    case misfiling(NoteID, refiled: NoteID?)
    /// A draft that was discarded.
    case discard(NoteID)
    /// The other ids of the same human, of which one may be so no longer.
    case linked(Set<PrincipalID>)

    /// The note that it is about, if it is about one.
    var note: NoteID? {
        switch self {
        case .release(let release): release.note
        case .hold(let hold): hold.note
        case .withdrawal(let note), .misfiling(let note, _), .discard(let note), .labels(let note, _): note
        case .directive, .enrollment, .person, .labeled, .linked: nil
        }
    }
}

extension Narrowing {
    private static let version: UInt8 = 1

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.integer(Self.version)
        func tag(_ number: UInt8) { writer.integer(number) }
        switch self {
        case .directive(let directive):
            tag(0)
            directive.encode(into: &writer)
        case .enrollment(let enrollment):
            tag(1)
            enrollment.encode(into: &writer)
        case .person(let patient, let person):
            tag(2)
            writer.identifier(patient)
            person.encode(into: &writer)
        case .release(let release):
            tag(3)
            release.encode(into: &writer)
        case .hold(let hold):
            tag(4)
            hold.encode(into: &writer)
        case .withdrawal(let note):
            tag(5)
            writer.noteID(note)
        case .discard(let note):
            tag(6)
            writer.noteID(note)
        case .labels(let note, let labels):
            tag(7)
            writer.noteID(note)
            labels.encode(into: &writer)
        case .labeled(let records):
            tag(8)
            writer.list(records) { $1.encode(into: &$0) }
        case .linked(let principals):
            tag(9)
            writer.principals(principals)
        case .misfiling(let note, let refiled):
            tag(10)
            writer.noteID(note)
            writer.optional(refiled) { $0.noteID($1) }
        }
        return writer.bytes
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        switch try reader.integer(UInt8.self) {
        case 0: self = .directive(try Directive(from: &reader))
        case 1: self = .enrollment(try Enrollment(from: &reader))
        case 2: self = .person(try reader.identifier(), try Person(from: &reader))
        case 3: self = .release(try Release(from: &reader))
        case 4: self = .hold(try Hold(from: &reader))
        case 5: self = .withdrawal(try reader.noteID())
        case 6: self = .discard(try reader.noteID())
        case 7: self = .labels(try reader.noteID(), try NoteLabels(from: &reader))
        case 8:
            self = .labeled(
                try reader.list { reader throws(MalformedBytes) in try LabeledRecord(from: &reader) }
            )
        case 9:
            self = .linked(try reader.principals())
        case 10:
            self = .misfiling(
                try reader.noteID(),
                refiled: try reader.optional { reader throws(MalformedBytes) in try reader.noteID() }
            )
        default: throw MalformedBytes()
        }
        try reader.finish()
    }
}
