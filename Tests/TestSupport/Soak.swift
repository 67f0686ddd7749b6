internal import Foundation

/// Whether the long runs are asked for.
package enum Soak {
    package static let isOn = ProcessInfo.processInfo.environment["CLINICAL_NOTES_SOAK"] != nil
}
