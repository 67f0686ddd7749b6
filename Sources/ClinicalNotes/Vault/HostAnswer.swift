internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What the host knows of a principal in words of its own.
struct HostAnswer: Sendable {
    var roles: Fact<Set<HostRole>> = .unknown
    var units: Fact<Set<HostWord>> = .unknown
    var location: Fact<HostWord?> = .unknown
}
