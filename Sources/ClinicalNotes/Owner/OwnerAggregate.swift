internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// All that decides about an owner, in one sealed record, so that a read is one fetch.
///
/// An owner is a patient, a group of patients or a principal who is no patient, and stays that; a store cannot tell.
struct OwnerAggregate: Hashable, Sendable {
    /// A directive and the record that it was filed as.
    struct FiledDirective: Hashable, Sendable {
        let record: RecordID
        var directive: Directive
    }

    /// The random ids of the four compartments, in the order of their raw values.
    let compartments: [Compartment: CompartmentID]
    /// The next generation of a compartment key that an originator draws.
    var nextGeneration: UInt32
    /// How many key slots there are: 16, then doubling, whichever compartments they serve.
    var slotCount: UInt32
    /// The slots in use.
    var slots: [SlotUse]
    /// The patients whose record this is: one, or the members of a group.
    var persons: [PatientID: Person]
    /// Who the principal is, where the owner is not a patient.
    var staff: Person?
    /// The patients of a group.
    var members: [PatientID]
    /// The groups of a patient.
    var groups: [GroupID]
    var enrollment: Enrollment?
    var directives: [FiledDirective]
    /// Holds over the whole record of the owner.
    var holds: [Hold]
    /// The authority's certificates of everybody who signed a manifest or a grant of this owner.
    var certificates: [[UInt8]]
    /// Who wrote notes of this owner, and of a patient's groups: who is not here is the originator of none.
    var authors: Set<PrincipalID>
    /// The records of the patient at other systems that were taken over.
    var origins: [PersonOrigin]
    /// The labels of such records, and of encounters, which reach the imported notes of this owner; of a group those of all members.
    var labeled: [LabeledRecord]
    /// The other ids of the same human, each of which names all of the others.
    var linked: Set<PrincipalID>

    /// What the outside world calls the owner: the patient's, or the principal's, own identifiers.
    func identifiers(of owner: OwnerID) -> [PersonIdentifier] {
        (persons[owner.patient] ?? staff)?.identifiers ?? []
    }

    /// The directives on record.
    var papers: [Directive] { directives.map(\.directive) }

    /// The directives that may open something.
    var papersInForce: [Directive] { papers.filter(\.isInForce) }

    /// Who stands in a patient's place by a paper in force, current or not.
    var representatives: Set<PrincipalID> {
        Set(
            papersInForce.compactMap {
                if case .representation(let paper) = $0.document { paper.representative } else { nil }
            }
        )
    }

    func compartmentID(_ compartment: Compartment) -> CompartmentID {
        compartments[compartment] ?? CompartmentID(.zero)
    }

    /// The slot of a scope that a reader may use, or `nil`.
    func slot(_ scope: SlotUse.Scope, for reader: PrincipalID?) -> SlotUse? {
        slots.last { $0.scope == scope && $0.reader == reader }
    }
}

extension OwnerAggregate {
    /// The version of owners who are linked to nobody, which says nothing of links.
    private static let version: UInt8 = 1
    private static let linkedVersion: UInt8 = 2
    static let firstSlotCount: UInt32 = 16

    /// A new owner: four compartments with random ids, nothing decided yet.
    init(fresh entropy: Entropy) {
        compartments = Dictionary(
            uniqueKeysWithValues: Compartment.allCases.map { ($0, CompartmentID(entropy.bytes16())) }
        )
        nextGeneration = 2
        slotCount = Self.firstSlotCount
        slots = []
        persons = [:]
        staff = nil
        members = []
        groups = []
        enrollment = nil
        directives = []
        holds = []
        certificates = []
        authors = []
        origins = []
        labeled = []
        linked = []
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        writer.integer(linked.isEmpty ? Self.version : Self.linkedVersion)
        for compartment in Compartment.allCases { writer.identifier(compartmentID(compartment)) }
        writer.integer(nextGeneration)
        writer.integer(slotCount)
        writer.list(slots) { $1.encode(into: &$0) }
        writer.list(persons.sorted { $0.key < $1.key }) { writer, person in
            writer.identifier(person.key)
            person.value.encode(into: &writer)
        }
        writer.optional(staff) { $1.encode(into: &$0) }
        writer.list(members) { $0.identifier($1) }
        writer.list(groups) { $0.identifier($1) }
        writer.listOfOne(enrollment) { $1.encode(into: &$0) }
        writer.list(directives) { writer, filed in
            writer.identifier(filed.record)
            filed.directive.encode(into: &writer)
        }
        writer.list(holds) { $1.encode(into: &$0) }
        writer.list(certificates) { $0.counted($1) }
        writer.principals(authors)
        writer.list(origins) { $1.encode(into: &$0) }
        writer.list(labeled) { $1.encode(into: &$0) }
        if !linked.isEmpty { writer.principals(linked) }
        return writer.bytes
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        let version = try reader.integer(UInt8.self)
        guard [Self.version, Self.linkedVersion].contains(version) else { throw MalformedBytes() }
        var compartments: [Compartment: CompartmentID] = [:]
        for compartment in Compartment.allCases { compartments[compartment] = try reader.identifier() }
        self.compartments = compartments
        nextGeneration = try reader.integer()
        slotCount = try reader.integer()
        slots = try reader.list { reader throws(MalformedBytes) in try SlotUse(from: &reader) }
        let known = try reader.list { reader throws(MalformedBytes) in
            (try reader.identifier(PatientID.self), try Person(from: &reader))
        }
        guard zip(known, known.dropFirst()).allSatisfy({ $0.0 < $1.0 }) else { throw MalformedBytes() }
        persons = Dictionary(known) { first, _ in first }
        staff = try reader.optional { reader throws(MalformedBytes) in try Person(from: &reader) }
        members = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        groups = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
        enrollment = try reader.listOfOne { reader throws(MalformedBytes) in try Enrollment(from: &reader) }
        directives = try reader.list { reader throws(MalformedBytes) in
            FiledDirective(
                record: try reader.identifier(),
                directive: try Directive(from: &reader)
            )
        }
        holds = try reader.list { reader throws(MalformedBytes) in try Hold(from: &reader) }
        certificates = try reader.list { reader throws(MalformedBytes) in Array(try reader.counted()) }
        authors = try reader.principals()
        origins = try reader.list { reader throws(MalformedBytes) in try PersonOrigin(from: &reader) }
        labeled = try reader.list { reader throws(MalformedBytes) in try LabeledRecord(from: &reader) }
        linked = version == Self.linkedVersion ? try reader.principals() : []
        guard linked.isEmpty == (version == Self.version) else { throw MalformedBytes() }
        try reader.finish()
    }
}
