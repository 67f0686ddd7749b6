package import ClinicalNotes

/// Texts as long as those of notes: only their length counts.
package enum SampleTexts {
    /// UTF-8 bytes of each of the six fields of a long summary, 4 KB.
    package static let fieldLengths = [48, 912, 310, 702, 404, 1604]
    /// The same of a short one, 1 KB.
    package static let shortFieldLengths = [16, 240, 88, 176, 104, 400]

    /// A summary of six fields.
    package static func summary(_ lengths: [Int]) -> SessionSummary {
        let texts = lengths.map { ClinicalText(text($0)) }
        // Field by field, as versions of the library that are compared spell it alike.
        var summary = SessionSummary()
        summary.diagnosis = DiagnosisSummary(texts[0])
        summary.functionalStatus = FunctionalStatusSummary(texts[1])
        summary.symptoms = SymptomsSummary(texts[2])
        summary.progress = ProgressSummary(texts[3])
        summary.prognosis = PrognosisSummary(texts[4])
        summary.plan = TreatmentPlanSummary(texts[5])
        return summary
    }

    /// A text of so many bytes.
    package static func text(_ length: Int) -> String { String(repeating: "n", count: length) }

    /// The hour of the session with this number, one a day.
    package static func period(_ number: Int) -> Range<Instant> {
        let start = Instant(milliseconds: 700_000_000_000 + Int64(number) * 86_400_000)
        return start..<(start + .seconds(3000))
    }
}

extension NoteSession {
    /// Drafts and signs so many notes of six fields and 4 KB.
    @discardableResult
    package func writeChart(of count: Int, about patient: PatientID) async throws -> [NoteID] {
        var notes: [NoteID] = []
        for number in 0..<count {
            let note = try await draft(
                SampleTexts.summary(SampleTexts.fieldLengths),
                about: [patient],
                period: SampleTexts.period(number),
                idempotencyKey: IdempotencyKey("draft-\(number)-\(patient)")
            )
            try await sign(note, idempotencyKey: IdempotencyKey("sign-\(number)-\(patient)"))
            notes.append(note)
        }
        return notes
    }
}
