/// How many entries of an import came to what; together they are all entries.
public struct FHIRImportTally: Hashable, Codable, Sendable {
    /// Notes that were written.
    public private(set) var imported = 0
    /// Notes that were in the vault in another state.
    public private(set) var changed = 0
    /// Notes that were in the vault and are withdrawn.
    public private(set) var withdrawn = 0
    /// Notes that were in the vault as they came.
    public private(set) var unchanged = 0
    /// Patients who were put on record.
    public private(set) var registered = 0
    /// Patients who were on record before, whether or not anything of them is new.
    public private(set) var alreadyRegistered = 0
    /// What would be written; of a dry run.
    public private(set) var importable = 0
    /// Entries of which nothing of their own is kept, and those that were left aside.
    public private(set) var leftAside = 0
    /// Entries that were not imported, by the reason.
    public private(set) var refused: [FHIRError.Code: Int] = [:]

    /// Those of the notes, whatever became of them but a refusal, whose patient is on record provisionally.
    public private(set) var provisional = 0

    /// All entries.
    public var entries: Int {
        imported + changed + withdrawn + unchanged + registered + alreadyRegistered + importable + leftAside
            + refused.values.reduce(0, +)
    }

    /// An import of nothing.
    public init() {}

    mutating func add(_ outcome: FHIRImportReport.Outcome, _ fallbacks: Set<ImportFallback>) {
        if case .refused = outcome {} else if fallbacks.contains(.patientProvisional) { provisional += 1 }
        switch outcome {
        case .imported: imported += 1
        case .changed: changed += 1
        case .withdrawn: withdrawn += 1
        case .unchanged: unchanged += 1
        case .registered: registered += 1
        case .alreadyRegistered, .updated, .linked: alreadyRegistered += 1
        case .importable: importable += 1
        case .consulted, .skipped: leftAside += 1
        case .refused(let error): refused[error.code, default: 0] += 1
        }
    }
}
