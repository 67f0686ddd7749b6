internal import ArgumentParser
internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// Writes a backup while the practice is used.
struct Backup: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a backup while the practice is used, and verifies it.",
        discussion: """
            Needs room for three copies where it is written. The key file, if asked for, is copied after it. The anchor is not part of it: \
            keep it where the backup is not.
            """
    )

    @OptionGroup var place: Place
    @OptionGroup var output: Output

    @Option(help: ArgumentHelp("Where the backup will stand.", valueName: "file"))
    var to: String

    @Option(help: ArgumentHelp("Copy the key file there, when the backup is done.", valueName: "file"))
    var keysTo: String?

    func validate() throws {
        let files = [place.place.store, place.keyFile, place.anchorFile, to, keysTo].compactMap { $0 }
            .map { URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath().path }
        guard Set(files).count == files.count else {
            throw ValidationError(
                "the store, its keys and anchor, the backup and the copy of the keys are files of their own"
            )
        }
    }

    func answer() async throws -> Answer {
        try await place.withVault { vault in
            let scratch = to + ".rehearsal"
            Self.remove(scratch)
            defer { Self.remove(scratch) }
            let rehearsal = try SQLiteNoteStore(path: scratch)
            let report: BackupReport
            do {
                report = try await vault.backUp(to: to, rehearsingIn: rehearsal)
            } catch {
                try? await rehearsal.close()
                throw error
            }
            try await rehearsal.close()
            // Keys are made before what they lock is written: the file as it is now has all that the backup needs.
            if let keysTo, report.isKept {
                let keys = try Data(contentsOf: URL(filePath: place.keyFile))
                try keys.write(to: URL(filePath: keysTo), options: .atomic)
                // For its owner alone, as the key file itself.
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keysTo)
            }
            return Answer(
                isWell: report.isKept,
                [
                    ("well", .flag(report.isKept)), ("tenant", .text("\(report.tenant)")),
                    ("at", .text("\(report.at)")), ("records", .number(Int(clamping: report.records))),
                    ("bytes", .number(report.bytes)), ("notes", .number(report.verification.notes)),
                    ("findings", .texts(report.verification.findings.map(\.description))),
                ]
            )
        }
    }

    private static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-turn"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
    }
}
