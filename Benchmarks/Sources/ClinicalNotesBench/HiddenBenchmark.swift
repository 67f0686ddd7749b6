internal import BenchmarkTools
internal import ClinicalNotes

/// How long it takes to refuse a note that is hidden, against one that is not there.
///
/// A colleague who cares for the patient asks for the therapist's own note, in a store in memory. Equal refusals are counted, so no
/// commit is measured.
enum HiddenBenchmark {
    /// Measures and prints.
    static func run(with stopwatch: Stopwatch) async throws {
        let practice = try await SamplePractice(foundedIn: InMemoryNoteStore())
        let hidden = try await practice.desk().draft(
            PsychotherapyNote(themes: ["Hidden"]),
            about: [practice.register("Ana")],
            idempotencyKey: "hidden"
        )
        let colleague = try await colleague(in: practice.vault)
        let record = RecordID(Bytes16(high: 0, low: 1))
        let absent = [
            ("of none in the same record", NoteID(owner: hidden.owner, record: record)),
            ("of none of nobody", NoteID(owner: OwnerID(Bytes16(high: 1, low: 1)), record: record)),
        ]
        for (name, none) in absent {
            let (read, work) = try await stopwatch.compare(
                { await refuse { _ = try await colleague.read(hidden) } },
                to: { await refuse { _ = try await colleague.read(none) } }
            )
            print(Line.report("refuse to read a hidden note", read, yardstick: name))
            print(Line.report("  the processor's work for it", work, yardstick: name))
            let (write, _) = try await stopwatch.compare(
                { await refuse { try await colleague.sign(hidden, idempotencyKey: "hidden") } },
                to: { await refuse { try await colleague.sign(none, idempotencyKey: "none") } }
            )
            print(Line.report("refuse to sign a hidden note", write, yardstick: name))
        }
        try await practice.vault.close()
    }

    private static func colleague(in vault: NoteVault) async throws -> NoteSession {
        let keyring = try Keyring.generate()
        let principal = try await vault.enroll(
            Person(legalName: "Okafor"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: "colleague"
        )
        return try await vault.session(for: principal, purpose: .treatment, unlocking: keyring)
    }

    private static func refuse(_ call: () async throws -> Void) async {
        do {
            try await call()
            preconditionFailure("nobody may see it")
        } catch {
            precondition("\(error)" == "NotesError(notFound)", "\(error)")
        }
    }
}
