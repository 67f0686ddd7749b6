internal import ArgumentParser
internal import ClinicalNotes
internal import Foundation

/// Puts a backup back, and declares the restore.
struct Restore: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup into an empty store, and declares the restore on the word of two people.",
        discussion: """
            Stop whatever uses the practice first, and leave the key file, the anchor and its journal as they are. Each --approver is a \
            keyring's file; its passphrase stands in \(Restore.passphrase)1, \(Restore.passphrase)2. Without --backup the store is \
            restored as it stands; without an approver the backup is only put in place, which is told as a finding. Broken off, the same command goes on.
            """
    )

    static let passphrase = "CLINICAL_NOTES_APPROVER_"

    @OptionGroup var place: Place
    @OptionGroup var output: Output

    @Option(help: ArgumentHelp("The backup.", valueName: "file"))
    var backup: String?

    @Option(help: ArgumentHelp("A keyring of somebody who approves.", valueName: "file"))
    var approver: [String] = []

    @Option(help: "Why one person approves alone: sole-provider or others-unavailable.")
    var alone: String?

    func validate() throws {
        guard approver.count <= 2 else { throw ValidationError("two approve at the most") }
        guard (approver.count == 1) == (alone != nil) else {
            throw ValidationError("one --approver goes with --alone, two go without")
        }
        guard [nil, "sole-provider", "others-unavailable"].contains(alone) else {
            throw ValidationError("--alone is sole-provider or others-unavailable")
        }
        guard backup != nil || !approver.isEmpty else { throw ValidationError("there is nothing to do") }
    }

    func answer() async throws -> Answer {
        let keys = try place.service()
        let people = try approver.enumerated().map { try Self.keyring($0.element, number: $0.offset + 1) }
        let store = try await place.place.open(creating: backup != nil)
        do {
            // The store may serve others besides.
            var tenant = try place.place.named
            var found: UInt64 = 0
            if let backup {
                let loaded = try await NoteVault.putBack(backup: backup, into: store)
                (tenant, found) = (loaded.tenant, loaded.found)
            }
            let request = try await NoteVault.restoreRequest(
                store: store,
                keys: keys,
                anchor: place.fileAnchor,
                tenant: tenant
            )
            guard let consent = try consent(to: request, of: people) else {
                try await store.close()
                return Answer(
                    isWell: false,
                    [
                        ("well", .flag(false)), ("tenant", .text("\(request.tenant)")),
                        ("storedEntries", .number(Int(clamping: request.stored.size))),
                        ("anchoredEntries", .number(Int(clamping: request.anchored?.size ?? 0))),
                        ("restored", .flag(false)), ("foundRecords", .number(Int(clamping: found))),
                    ]
                )
            }
            let (vault, report) = try await NoteVault.restore(
                request,
                on: consent,
                store: store,
                keys: keys,
                policy: .unitedStates,
                relationships: Nobody(),
                anchor: place.fileAnchor,
                tenant: tenant
            )
            try await vault.close()
            return Self.answer(request, report, found: found)
        } catch {
            try? await store.close()
            throw error
        }
    }

    private static func answer(
        _ request: RecoveryRequest,
        _ report: RestoreReport,
        found: UInt64
    ) -> Answer {
        Answer([
            ("well", .flag(true)), ("tenant", .text("\(request.tenant)")), ("restored", .flag(true)),
            ("storedEntries", .number(Int(clamping: report.storedEntries))),
            ("anchoredEntries", .number(Int(clamping: report.anchoredEntries))),
            ("lostEntries", .number(Int(clamping: report.lostEntries))),
            ("narrowedAgain", .number(report.replayed.values.reduce(0, +))),
            ("notNarrowed", .texts(report.lost.map { "owner \($0.owner), note \($0.note)" })),
            ("lostOwners", .texts(report.lostOwners.map { "\($0)" })),
            ("damagedOwners", .texts(report.damagedOwners.map { "\($0)" })),
            ("foundRecords", .number(Int(clamping: found))),
        ])
    }

    private func consent(to request: RecoveryRequest, of people: [Keyring]) throws -> RecoveryConsent? {
        let approvals = try people.map { try request.approved(by: $0) }
        guard let first = approvals.first else { return nil }
        guard approvals.count == 2 else {
            return .solo(first, alone == "sole-provider" ? .soleProvider : .othersUnavailable)
        }
        return .two(first, approvals[1])
    }

    private static func keyring(_ path: String, number: Int) throws -> Keyring {
        guard let words = ProcessInfo.processInfo.environment["\(passphrase)\(number)"] else {
            throw Unusable("Set \(passphrase)\(number).")
        }
        let bytes = try Data(contentsOf: URL(filePath: path))
        return try Keyring(importing: Array(bytes), passphrase: SensitiveBytes(words.utf8))
    }
}
