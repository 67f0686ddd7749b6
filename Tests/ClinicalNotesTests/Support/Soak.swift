import Foundation

/// Whether the long runs are asked for.
enum Soak {
    static let isOn = ProcessInfo.processInfo.environment["CLINICAL_NOTES_SOAK"] != nil
}
