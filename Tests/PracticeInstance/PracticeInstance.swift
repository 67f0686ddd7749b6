#if PostgreSQL
import ClinicalNotes
import ClinicalNotesPostgreSQL
import Foundation
import TestSupport

/// One of several instances of a host behind a balancer: carries out what it is told, a line each, and answers a line each.
///
/// Arguments: the database's address, the schema, and the folder of the key file, the anchor and the therapist's keyring. Words: `read`
/// and a note, `portal` with a patient and a note, `withhold` with a note, a patient and a key, `work` with how many reads.
@main
struct PracticeInstance {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { exit(2) }
        let passphrase = SensitiveBytes(Array("test".utf8))
        let vault = try await NoteVault.open(
            store: PostgreSQLNoteStore(arguments[1], schema: arguments[2]),
            keys: LocalKeyService(file: "\(arguments[3])/keys", passphrase: passphrase, creating: false),
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(arguments[3])/anchor"),
            timeout: .seconds(300)
        )
        let keyring = try Keyring(
            importing: Array(try Data(contentsOf: URL(fileURLWithPath: "\(arguments[3])/therapist"))),
            passphrase: passphrase
        )
        try say("ready")
        while let line = readLine() {
            let words = line.split(separator: " ")
            switch words.first {
            case "read":
                // A session is opened anew, as where a balancer has sent somebody here from another instance.
                let desk = try await vault.session(
                    for: keyring.principal,
                    purpose: .treatment,
                    unlocking: keyring
                )
                try say((try? await desk.read(note(words[1]))) == nil ? "closed" : "open")
            case "portal":
                let portal = try await vault.session(for: .patient(patient(words[1])))
                try say((try? await portal.read(note(words[2]))) == nil ? "closed" : "open")
            case "withhold":
                let desk = try await vault.session(
                    for: keyring.principal,
                    purpose: .treatment,
                    unlocking: keyring
                )
                try await desk.withhold(
                    note(words[1]),
                    from: patient(words[2]),
                    idempotencyKey: IdempotencyKey(String(words[3]))
                )
                try say("withheld")
            case "work":
                try await work(Int(words[2]) ?? 0, note(words[1]), vault, keyring)
                try say("done")
            default: exit(3)
            }
        }
        try await vault.close()
    }

    /// Reads, and writes checkpoints in between, each acknowledged.
    static func work(_ count: Int, _ id: NoteID, _ vault: NoteVault, _ keyring: Keyring) async throws {
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        for number in 0..<count {
            _ = try await desk.read(id)
            try say("read")
            guard number % 3 == 2 else { continue }
            try await vault.checkpoint()
            try say("checkpoint")
        }
    }

    private static func note(_ text: Substring) -> NoteID {
        let halves = text.split(separator: ":").compactMap { Bytes16(hex: $0) }
        guard halves.count == 2 else { exit(4) }
        return NoteID(owner: OwnerID(halves[0]), record: RecordID(halves[1]))
    }

    private static func patient(_ text: Substring) -> PatientID {
        guard let bytes = Bytes16(hex: text) else { exit(4) }
        return PatientID(bytes)
    }

    private static func say(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}
#else
/// Has nothing to share without the adapter of a server.
@main
struct PracticeInstance {
    static func main() {}
}
#endif
