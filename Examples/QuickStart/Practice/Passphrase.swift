internal import ClinicalNotes
internal import Foundation

/// The passphrase of the key file.
enum Passphrase {
    /// The environment's variable that holds it.
    static let variable = "CLINICAL_NOTES_PASSPHRASE"
    /// What is used where the variable is not set: good for a demonstration, and for nothing else.
    static let ofTheDemonstration = "Willow Street, for show only"

    /// The passphrase that applies.
    static var current: SensitiveBytes {
        let given = ProcessInfo.processInfo.environment[variable]
        return SensitiveBytes((given ?? ofTheDemonstration).utf8)
    }
}
