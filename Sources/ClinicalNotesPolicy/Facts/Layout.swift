internal import ClinicalNotesModel

/// Where each axis lies in the words: one bit a value.
///
/// The axes that most rules name come first, so that they share words.
package enum Layout {
    static let words = 8

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
    }

    package static let action = Span(first: 0, count: 25, name: "action")
    package static let role = Span(first: 25, count: 37, name: "role")
    package static let jurisdiction = Span(first: 62, count: 2, name: "jurisdiction")
    package static let purpose = Span(first: 64, count: 30, name: "purpose")
    package static let status = Span(first: 94, count: 6, name: "status")
    package static let instrument = Span(first: 100, count: 10, name: "instrument")
    static let assurance = Span(first: 110, count: 4, name: "assurance")
    static let broughtBy = Span(first: 114, count: 5, name: "broughtBy")
    static let oversightOf = Span(first: 119, count: 6, name: "oversightOf")
    static let family = Span(first: 125, count: 3, name: "familyPreference")
    package static let lane = Span(first: 128, count: 4, name: "lane")
    package static let compartment = Span(first: 132, count: 4, name: "compartment")
    package static let paper = Span(first: 136, count: 8, name: "paper")

    package static let spans = [
        action, role, jurisdiction, purpose, status, instrument, assurance, broughtBy, oversightOf, family,
        lane, compartment, paper,
    ]

    /// The first bit of the flags: even bits mean no, odd bits mean yes.
    package static let flags = 144

    /// The names of an axis' values, as JSON spells them.
    static func values(of span: Span) -> [String] {
        switch span.name {
        case action.name: NoteAction.allCases.map(\.rawValue)
        case role.name: PrincipalRole.allCases.map(\.rawValue)
        case lane.name: Lane.allCases.map { "\($0)" }
        case compartment.name: ["general", "psychotherapy", "sud", "sud-counseling"]
        case jurisdiction.name: Jurisdiction.allCases.map(\.rawValue)
        case purpose.name: PurposeOfUse.allCases.map(\.rawValue)
        case status.name: NoteStatus.allCases.map(\.rawValue)
        case instrument.name: ["none"] + LegalProcess.Instrument.allCases.map(\.rawValue)
        case assurance.name: LegalProcess.Assurance.allCases.map(\.rawValue)
        case broughtBy.name: LegalProcess.Plaintiff.allCases.map(\.rawValue)
        case oversightOf.name: LegalProcess.Oversight.allCases.map(\.rawValue)
        case paper.name: ["none"] + PaperKind.allCases.map(\.rawValue)
        case family.name: Person.FamilyPreference.allCases.map(\.rawValue)
        default: []
        }
    }
}
