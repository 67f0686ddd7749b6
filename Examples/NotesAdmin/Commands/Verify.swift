internal import ArgumentParser
internal import ClinicalNotes
internal import Foundation
internal import Synchronization

/// Verifies everything that is stored.
struct Verify: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verifies every stored value beside the anchor; changes nothing.",
        discussion: """
            Tells on the standard error how far it is. With --state it keeps there what it has found well, so that one that was \
            broken off within the last day goes on; the file is removed at the end.
            """
    )

    @OptionGroup var place: Place
    @OptionGroup var output: Output

    @Option(help: ArgumentHelp("Keep what was found here, and go on from it.", valueName: "file"))
    var state: String?

    @Flag(help: "Say nothing while it goes on.")
    var quiet = false

    func answer() async throws -> Answer {
        let store = try await place.place.open()
        let begun = ContinuousClock().now
        let notebook = Notebook(state: state, isQuiet: quiet)
        let earlier = state.flatMap { FileManager.default.contents(atPath: $0) }.map { Array($0) }
        let report: StoreReport
        do {
            do {
                report = try await verify(store, goingOnFrom: earlier, telling: notebook)
            } catch let error as NotesError where error.code == .invalidInput && earlier != nil {
                // One that is too old, or of another store, is no reason to verify nothing.
                FileHandle.standardError.write(
                    Data("the state cannot be gone on from; beginning anew\n".utf8)
                )
                report = try await verify(store, goingOnFrom: nil, telling: notebook)
            }
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
        if let state { try? FileManager.default.removeItem(atPath: state) }
        let seconds = (ContinuousClock().now - begun) / .seconds(1)
        return Answer(
            isWell: report.isIntact,
            [
                ("well", .flag(report.isIntact)), ("consistent", .flag(report.isConsistent)),
                ("anchored", .flag(report.audit.isAnchored)), ("owners", .number(report.owners)),
                ("records", .number(report.records)), ("notes", .number(report.notes)),
                ("auditEntries", .number(Int(clamping: report.auditEntries))),
                ("pending", .number(Int(clamping: report.audit.pending))),
                ("findings", .texts(report.findings.map(\.description))),
                ("unlisted", .number(report.unlisted)),
                ("unsettled", .texts(report.unsettled.map { "\($0)" })),
                ("since", .text("\(report.since)")), ("seconds", .number(Int(seconds.rounded()))),
            ]
        )
    }

    private func verify(
        _ store: any NoteStore,
        goingOnFrom state: [UInt8]?,
        telling notebook: Notebook
    ) async throws -> StoreReport {
        try await NoteVault.verify(
            store: store,
            keys: place.service(),
            anchor: place.fileAnchor,
            tenant: place.place.named,
            goingOnFrom: state,
            telling: notebook.take
        )
    }

    /// Tells how far a verification is and keeps its state, each at most once a second.
    private final class Notebook: Sendable {
        private struct Last {
            let begun = ContinuousClock().now
            var first: Int?
            var told: ContinuousClock.Instant?
        }

        private let state: String?
        private let isQuiet: Bool
        private let last = Mutex(Last())

        init(state: String?, isQuiet: Bool) {
            self.state = state
            self.isQuiet = isQuiet
        }

        func take(_ progress: VerificationProgress) {
            let now = ContinuousClock().now
            let rate = last.withLock { last -> Double? in
                let first = last.first ?? progress.owners - 1
                last.first = first
                guard last.told.map({ now - $0 >= .seconds(1) }) ?? true else { return nil }
                last.told = now
                return Double(progress.owners - first) / max(0.001, (now - last.begun) / .seconds(1))
            }
            guard let rate else { return }
            if let state { try? Data(progress.state).write(to: URL(filePath: state), options: .atomic) }
            guard !isQuiet else { return }
            let left = Double(max(0, progress.expectedOwners - progress.owners)) / max(rate, 0.001)
            FileHandle.standardError.write(
                Data(
                    """
                    \(progress.owners) of \(progress.expectedOwners) owners, \(progress.records) records, \
                    \(progress.findings) findings, \(Int(rate.rounded())) owners a second, \
                    \(Int(left.rounded(.up))) seconds left

                    """.utf8
                )
            )
        }
    }
}
