internal import ArgumentParser
internal import ClinicalNotes

/// Founds a practice.
struct Found: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Founds a practice: its store, its key file and its anchor."
    )

    @OptionGroup var place: Place
    @OptionGroup var output: Output

    func answer() async throws -> Answer {
        let vault = try await NoteVault.found(
            store: place.place.open(creating: true),
            keys: place.service(creating: true),
            policy: .unitedStates,
            relationships: Nobody(),
            anchor: place.fileAnchor,
            tenant: place.place.named
        )
        try await vault.close()
        return Answer([
            ("well", .flag(true)), ("tenant", .text("\(vault.tenant)")),
            ("organization", .text("\(vault.organization)")),
            ("instanceKey", .text(vault.instanceKey.bytes.map { Self.hex($0) }.joined())),
        ])
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
