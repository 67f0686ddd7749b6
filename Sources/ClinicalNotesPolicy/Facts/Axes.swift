package import ClinicalNotesModel

/// The axes of more than two values, each in one place: where it lies in the words, one bit a value, and its values.
///
/// An axis begins where the one before it ends, within one word, so that one more value moves all that follow; the
/// compiler works it out. The axes that most rules name come first, so that they share words. How many values there are
/// is written down, since serving folds it in; a test compares it.
package enum Layout {
    package static let words = 8

    /// The first bit of an axis of more than two values, and how many there are.
    package struct Span: Sendable {
        package let first: Int
        package let count: Int
        package let name: String

        package init(first: Int, count: Int, name: String) {
            self.first = first
            self.count = count
            self.name = name
        }

        /// Lies behind another one, in the same word if there is room.
        @inline(__always)
        init(_ name: String, _ count: Int, after previous: Span) {
            let next = previous.first + previous.count
            first = (next & 63) + count > 64 ? (next | 63) + 1 : next
            self.count = count
            self.name = name
        }
    }

    package static let action = Span(first: 0, count: 25, name: "action")
    package static let role = Span("role", 37, after: action)
    package static let jurisdiction = Span("jurisdiction", 2, after: role)
    package static let purpose = Span("purpose", 30, after: jurisdiction)
    package static let status = Span("status", 6, after: purpose)
    package static let instrument = Span("instrument", 10, after: status)
    static let assurance = Span("assurance", 4, after: instrument)
    static let broughtBy = Span("broughtBy", 5, after: assurance)
    static let oversightOf = Span("oversightOf", 6, after: broughtBy)
    static let family = Span("familyPreference", 3, after: oversightOf)
    package static let lane = Span("lane", 4, after: family)
    package static let compartment = Span("compartment", 4, after: lane)
    package static let paper = Span("paper", 8, after: compartment)

    /// The first bit of the flags: even bits mean no, odd bits mean yes.
    package static let flags = (paper.first + paper.count + 1) / 2 * 2

    /// The axes with the names of their values, as JSON spells them.
    static let axes: [(span: Span, values: [String])] = [
        (action, NoteAction.allCases.map(\.rawValue)), (role, PrincipalRole.allCases.map(\.rawValue)),
        (jurisdiction, Jurisdiction.allCases.map(\.rawValue)),
        (purpose, PurposeOfUse.allCases.map(\.rawValue)), (status, NoteStatus.allCases.map(\.rawValue)),
        (instrument, ["none"] + LegalProcess.Instrument.allCases.map(\.rawValue)),
        (assurance, LegalProcess.Assurance.allCases.map(\.rawValue)),
        (broughtBy, LegalProcess.Plaintiff.allCases.map(\.rawValue)),
        (oversightOf, LegalProcess.Oversight.allCases.map(\.rawValue)),
        (family, Person.FamilyPreference.allCases.map(\.rawValue)), (lane, Lane.allCases.map { "\($0)" }),
        (compartment, ["general", "psychotherapy", "sud", "sud-counseling"]),
        (paper, ["none"] + PaperKind.allCases.map(\.rawValue)),
    ]

    package static let spans = axes.map(\.span)

    /// The names of an axis' values, as JSON spells them.
    static func values(of span: Span) -> [String] {
        axes.first { $0.span.first == span.first }?.values ?? []
    }
}

extension NoteAction: EnumeratedAxis {}
extension PrincipalRole: EnumeratedAxis {}
extension PaperKind: EnumeratedAxis {}
extension PurposeOfUse: EnumeratedAxis {}
extension Compartment: EnumeratedAxis {}
extension NoteStatus: EnumeratedAxis {}
extension Jurisdiction: EnumeratedAxis {}
extension LegalProcess.Instrument: EnumeratedAxis {}
extension LegalProcess.Assurance: EnumeratedAxis {}
extension LegalProcess.Plaintiff: EnumeratedAxis {}
extension LegalProcess.Oversight: EnumeratedAxis {}
extension Person.FamilyPreference: EnumeratedAxis {}
