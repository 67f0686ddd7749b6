internal import ClinicalNotes
internal import ClinicalNotesModel

extension FHIRImportReport {
    init(_ input: FHIRImport, _ report: ImportReport) {
        var outcomes: [Int: Outcome] = [:]
        var patients: [ReferenceKey: PatientID] = [:]
        for (patient, outcome) in zip(input.patients, report.patients) {
            patients[patient.key] = outcome.made
            outcomes[patient.index] =
                switch outcome {
                case .imported(let made): .registered(made)
                case .alreadyImported(let made): .alreadyRegistered(made)
                case .importable: .importable
                case .refused(let error):
                    .refused(FHIRError(error, ofPatient: patient.index))
                }
        }
        for (note, outcome) in zip(input.notes, report.notes) {
            outcomes[note.index] =
                switch outcome {
                case .imported(let made): .imported(made)
                case .alreadyImported(let made): .alreadyImported(made)
                case .importable: .importable
                case .refused(let error):
                    .refused(FHIRError(error, ofNote: note.index))
                }
        }
        self.patients = patients
        entries = input.entries.map { entry in
            let outcome: Outcome =
                switch entry.outcome {
                case .skipped(let reason): .skipped(reason)
                case .refused(let error): .refused(error)
                case .accepted: outcomes[entry.index] ?? .consulted
                }
            return Entry(index: entry.index, resourceType: entry.resourceType, outcome: outcome)
        }
    }
}

extension FHIRError {
    init(_ error: VaultError, ofPatient index: Int) {
        let isIdentity = error.code == .identityConflict || error.code == .identifierMissing
        self.init(
            Code(error.code),
            entry: index,
            path: isIdentity ? "Patient.identifier" : "Patient"
        )
    }

    init(_ error: VaultError, ofNote index: Int) {
        let element: String? =
            switch error.code {
            case .authorNotEnrolled: "author"
            case .identityConflict, .identifierMissing: "identifier"
            case .notFound: "subject"
            case .tooLarge: "content[0].attachment.data"
            default: nil
            }
        self.init(
            Code(error.code),
            entry: index,
            path: element.map { "DocumentReference.\($0)" } ?? "DocumentReference"
        )
    }
}

extension FHIRError.Code {
    init(_ code: VaultError.Code) {
        self =
            switch code {
            case .authorNotEnrolled: .authorNotEnrolled
            case .identityConflict: .conflictingIdentifier
            case .identifierMissing: .missingIdentity
            case .notFound: .unresolvedReference
            case .templateUnknown: .notSupported
            case .tooLarge: .noteTooLarge
            case .tampered: .recordNotIntact
            default: .invalidValue
            }
    }
}
