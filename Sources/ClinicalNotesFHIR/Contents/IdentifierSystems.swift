/// Which identifiers of an input name one person and nobody else, so that people are recognized by them.
///
/// Everything else is kept with the person and tells nothing: an insurer's number that a family shares, a placeholder
/// that a whole data set carries, a number of no known type.
public struct IdentifierSystems: Hashable, Sendable {
    /// Codes of HL7 table 0203 whose identifiers name one person, such as `MR`.
    package var types: Set<String>
    /// Namespaces whose identifiers name one person, whatever their type.
    package var naming: Set<String>
    /// Namespaces whose identifiers never do, whatever their type.
    package var shared: Set<String>

    /// Says which identifiers name one person.
    ///
    /// - Parameters:
    ///   - types: Codes of HL7 table 0203.
    ///   - naming: Namespaces whose identifiers name one person, whatever their type.
    ///   - shared: Namespaces whose identifiers never do, whatever their type.
    public init(types: Set<String>, naming: Set<String> = [], shared: Set<String> = []) {
        self.types = types
        self.naming = naming
        self.shared = shared
    }

    /// Medical record numbers (`MR`), internal numbers (`PI`), social security (`SS`) and driver's license numbers (`DL`),
    /// passports (`PPN`), permanent resident cards (`PRC`) and national numbers (`NI`, and `NN` with a country's code).
    public static let standard = IdentifierSystems(
        types: ["MR", "PI", "SS", "DL", "PPN", "PRC", "NI"],
        naming: ["http://hl7.org/fhir/sid/us-ssn"]
    )

    /// The same, and these namespaces' identifiers name one person.
    ///
    /// - Parameter systems: Namespaces that a host knows to number people.
    /// - Returns: What says so.
    public func naming(_ systems: String...) -> IdentifierSystems {
        IdentifierSystems(types: types, naming: naming.union(systems), shared: shared)
    }

    /// Whether an identifier names one person and nobody else.
    ///
    /// Never one without a namespace, or one that is old or temporary and may have been somebody else's.
    func names(_ identifier: ImportedIdentifier) -> Bool {
        guard let system = identifier.system, !shared.contains(system), identifier.isCurrent else {
            return false
        }
        return naming.contains(system) || identifier.types.contains(where: isNaming)
    }

    /// Whether an identifier may be what a note calls a person by: it has a namespace that is not said to be shared.
    func mayName(_ identifier: ImportedIdentifier) -> Bool {
        identifier.system.map { !shared.contains($0) } ?? false
    }

    private func isNaming(_ type: String) -> Bool {
        types.contains(type) || types.contains("NI") && type.count == 5 && type.hasPrefix("NN")
    }
}
