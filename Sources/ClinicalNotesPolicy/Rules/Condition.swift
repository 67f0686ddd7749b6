package import ClinicalNotesModel

/// One thing that a rule asks for: an axis has one of some values.
///
/// Held as the bits that must be absent from the facts.
// What makes conditions, citations and rules is not inlined into the tables of law: they took half as long again to compile.
package struct Condition: Sendable {
    let forbidden: InlineArray<8, UInt64>

    @inline(never)
    package init(_ span: Layout.Span, allowed: [Int]) {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        bits[span.first >> 6] = FactWords.mask(span)
        for ordinal in allowed { bits[span.first >> 6] &= ~(1 << UInt64((span.first & 63) + ordinal)) }
        forbidden = bits
    }

    /// What leaves out these values.
    package init(forbidden: InlineArray<8, UInt64>) { self.forbidden = forbidden }

    @inline(never)
    private init(_ flags: [Flag], forbiddenBit: Int) {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        for flag in flags {
            let bit = Layout.flags + 2 * Int(flag.rawValue) + forbiddenBit
            bits[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        forbidden = bits
    }

    /// Whether the fact must hold.
    func needs(_ flag: Flag) -> Bool {
        let bit = Layout.flags + 2 * Int(flag.rawValue)
        return forbidden[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    @inline(never)
    package static func action(_ values: NoteAction...) -> Condition { action(values) }

    package static func action(_ values: [NoteAction]) -> Condition {
        Condition(Layout.action, allowed: values.map(\.ordinal))
    }

    @inline(never)
    package static func role(_ values: PrincipalRole...) -> Condition { role(values) }

    package static func role(_ values: [PrincipalRole]) -> Condition {
        Condition(Layout.role, allowed: values.map(\.ordinal))
    }

    @inline(never)
    package static func purpose(_ values: PurposeOfUse...) -> Condition { purpose(values) }

    package static func purpose(_ values: [PurposeOfUse]) -> Condition {
        Condition(Layout.purpose, allowed: values.map(\.ordinal))
    }

    package static func lane(_ values: Lane...) -> Condition {
        Condition(Layout.lane, allowed: values.map(\.ordinal))
    }

    @inline(never)
    package static func compartment(_ values: Compartment...) -> Condition {
        Condition(Layout.compartment, allowed: values.map(\.ordinal))
    }

    package static func jurisdiction(_ value: Jurisdiction) -> Condition {
        Condition(Layout.jurisdiction, allowed: [value.ordinal])
    }

    package static func status(_ values: NoteStatus...) -> Condition {
        Condition(Layout.status, allowed: values.map(\.ordinal))
    }

    package static func instrument(_ values: LegalProcess.Instrument?...) -> Condition {
        Condition(Layout.instrument, allowed: values.map(\.ordinal))
    }

    package static func assurance(_ values: LegalProcess.Assurance...) -> Condition {
        Condition(Layout.assurance, allowed: values.map(\.ordinal))
    }

    package static func broughtBy(_ values: LegalProcess.Plaintiff...) -> Condition {
        Condition(Layout.broughtBy, allowed: values.map(\.ordinal))
    }

    package static func oversightOf(_ values: LegalProcess.Oversight...) -> Condition {
        Condition(Layout.oversightOf, allowed: values.map(\.ordinal))
    }

    package static func paper(_ values: PaperKind?...) -> Condition { paper(values) }

    package static func paper(_ values: [PaperKind?]) -> Condition {
        Condition(Layout.paper, allowed: values.map(\.ordinal))
    }

    package static func family(_ values: Person.FamilyPreference...) -> Condition {
        Condition(Layout.family, allowed: values.map(\.ordinal))
    }

    /// All of these facts hold.
    @inline(never)
    package static func that(_ flags: Flag...) -> Condition { Condition(flags, forbiddenBit: 0) }

    /// None of these facts holds.
    @inline(never)
    package static func not(_ flags: Flag...) -> Condition { Condition(flags, forbiddenBit: 1) }
}
