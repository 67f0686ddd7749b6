internal import ClinicalNotesModel
internal import FoundationEssentials

/// The machine's wall clock.
enum SystemClock {
    @Sendable static func now() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
