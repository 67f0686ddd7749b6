internal import ClinicalNotesModel

/// The spellings of the values of the axes, in the order of their places.
enum ValueNames {
    /// The spelling of a value, such as `treating-clinician`; yes or no for an axis of two values.
    static func name(_ value: Int, of axis: String, values: Int) -> String {
        if let names = spans[axis], value < names.count { return names[value] }
        if values == 2 { return value == 1 ? "yes" : "no" }
        return "\(value)"
    }

    private static let spans: [String: [String]] = [
        Layout.action.name: names(NoteAction.allCases),
        Layout.role.name: names(PrincipalRole.allCases),
        Layout.purpose.name: names(PurposeOfUse.allCases),
        Layout.status.name: names(NoteStatus.allCases),
        Layout.jurisdiction.name: names(Jurisdiction.allCases),
        Layout.instrument.name: ["none"] + names(LegalProcess.Instrument.allCases),
        Layout.assurance.name: names(LegalProcess.Assurance.allCases),
        Layout.broughtBy.name: names(LegalProcess.Plaintiff.allCases),
        Layout.oversightOf.name: names(LegalProcess.Oversight.allCases),
        Layout.family.name: names(Person.FamilyPreference.allCases),
        Layout.compartment.name: Compartment.allCases.sorted { $0.ordinal < $1.ordinal }.map { "\($0)" },
        Layout.lane.name: Lane.allCases.map { "\($0)" },
    ]

    private static func names<Value: AxisValue & RawRepresentable<String>>(_ values: [Value]) -> [String] {
        values.sorted { $0.ordinal < $1.ordinal }.map(\.rawValue)
    }
}
