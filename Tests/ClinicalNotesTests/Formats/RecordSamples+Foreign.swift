@testable import ClinicalNotes
@testable import ClinicalNotesModel

extension RecordSamples {
    static var foreignState: ExternalState {
        var state = ExternalState(
            ExternalNote(
                key: PersonIdentifier(system: "urn:example:note", value: "n-1"),
                version: ExternalVersion(id: "3", lastUpdated: before),
                kind: .note,
                type: ExternalType(
                    codings: [
                        .init(
                            system: "http://loinc.org",
                            code: "34133-9",
                            display: "Summary of episode note"
                        ),
                        .init(code: "local"),
                    ],
                    text: "Episode"
                ),
                compartment: .psychotherapy,
                labels: [
                    SecurityLabel(
                        system: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                        code: "NOPAT",
                        display: "no disclosure to patient"
                    ),
                    SecurityLabel(system: "http://example.org/labels", code: "own"),
                ],
                encounters: [
                    PersonIdentifier(system: "https://example.org/fhir", value: "Encounter/4")
                ],
                sections: [],
                markedText: true,
                authors: [
                    ExternalAuthor(
                        attested: "Dr. Lin",
                        reference: ExternalReference(
                            PersonIdentifier(system: "https://example.org/fhir", value: "Practitioner/1"),
                            isNamed: true
                        )
                    )
                ],
                context: ExternalContext(
                    organization: "Willow",
                    encounter: "Visit",
                    authenticator: "Dr. Lin"
                ),
                subjects: [],
                period: before..<noon,
                date: noon,
                relations: [
                    .derived(from: PersonIdentifier(system: "urn:example:note", value: "n-0")),
                    .addendum(
                        to: PersonIdentifier(system: "https://example.org/fhir", value: "DocumentReference/2")
                    ),
                ]
            ),
            marks: WordsMarks(words: id(0x53), headings: id(0x54)),
            files: [id(0x54)]
        )
        state.revision = 2
        state.preliminary = true
        state.importers = [therapist]
        state.proposed = .substanceUseCounseling
        state.declined = .substanceUse
        state.lifted = [SecurityLabel(system: "urn:example:labels", code: "NOPAT")]
        return state
    }

    static let personOrigins = [
        PersonOrigin(
            key: PersonIdentifier(system: "https://example.org/fhir", value: "Patient/7"),
            version: ExternalVersion(lastUpdated: before),
            links: [
                ExternalLink(
                    .replacedBy,
                    PersonIdentifier(system: "https://example.org/fhir", value: "Patient/8")
                )
            ],
            death: .entered
        ),
        PersonOrigin(key: PersonIdentifier(system: "urn:x", value: "y"), version: nil, links: []),
    ]

    static let labeledRecords = [
        LabeledRecord(
            encounter: nil,
            labels: ExternalLabels(
                [SecurityLabel(system: "urn:example:labels", code: "NOPAT", display: "not to the patient")],
                proposedCompartment: .psychotherapy
            )
        ),
        LabeledRecord(
            encounter: PersonIdentifier(system: "https://example.org/fhir", value: "Encounter/4"),
            labels: ExternalLabels(
                [SecurityLabel(system: "urn:example:labels", code: "ETH")],
                compartment: .substanceUse
            )
        ),
    ]
}
