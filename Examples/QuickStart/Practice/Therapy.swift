internal import ClinicalNotes

/// What the therapist wrote in the demonstration.
struct Therapy {
    /// Where each note is kept.
    let compartments: [NoteID: Compartment]
    /// All words of it, as the therapist reads them back.
    let texts: [String]

    /// Has the therapist document, sign and release, and read it back.
    init(in vault: NoteVault, of practice: Practice) async throws {
        let therapist = try practice[.originator]
        let desk = try await vault.session(
            for: therapist.principal,
            purpose: therapist.purpose,
            unlocking: therapist.keyring
        )
        compartments = try await Documenting(practice: practice, desk: desk, now: Environment.system.now())
            .run()
        texts = try await desk.read(Array(compartments.keys)).values.map { $0.copyText() }
        guard texts.count == compartments.count else {
            throw DemonstrationError("the therapist does not read all that she wrote")
        }
    }
}
