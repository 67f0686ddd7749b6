internal import ArgumentParser
internal import ClinicalNotes

/// Makes all audit entries tamper-evident.
struct Checkpoint: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes all durable audit entries tamper-evident, and anchors them."
    )

    @OptionGroup var place: Place
    @OptionGroup var output: Output

    func answer() async throws -> Answer {
        try await place.withVault { vault in
            try await vault.checkpoint()
            return Answer(
                isWell: vault.health.isWell,
                [("well", .flag(vault.health.isWell)), ("anchor", .text("\(vault.health.anchor)"))]
            )
        }
    }
}
