internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// Another input, taken over into a store that was kept.
struct FurtherIntake {
    let takenOver: TakenOver

    /// Takes it over as the privacy officer, and keeps beside the store what a later week needs.
    ///
    /// - Parameters:
    ///   - files: The files of a closed practice; afterwards they are closed and complete again.
    ///   - input: What is imported.
    /// - Throws: ``DemonstrationError`` for files that are missing, ``StoreComplaint`` for a store that cannot be used.
    init(of files: PracticeFiles, importing input: Input) async throws {
        var kept = try KeptPractice(beside: files)
        do {
            let practice = try kept.practice()
            let vault = try await files.open(PracticeDirectory(of: practice))
            do {
                let session = try await vault.session(for: practice[.privacyOfficer])
                takenOver = try await input.taken(over: session)
                kept.add(
                    takenOver,
                    psychotherapyWritten: takenOver.notes(by: People.rivera, of: input, in: .psychotherapy)
                )
                try kept.write(beside: files)
            } catch {
                try? await vault.close()
                throw error
            }
            try await vault.close()
        } catch {
            throw StoreComplaint(error, about: files)
        }
    }
}
