/// A code of a clinical vocabulary, such as ICD-10-CM or RxNorm.
public struct ClinicalCode: Hashable, Sendable, Codable {
    /// The vocabulary's URL, such as `http://hl7.org/fhir/sid/icd-10-cm`.
    public let system: String
    /// The code.
    public let code: String

    /// Names a code.
    ///
    /// - Parameters:
    ///   - system: The vocabulary's URL.
    ///   - code: The code.
    public init(system: String, code: String) {
        self.system = system
        self.code = code
    }
}
