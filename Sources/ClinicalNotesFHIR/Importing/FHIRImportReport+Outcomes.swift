internal import ClinicalNotes
internal import ClinicalNotesModel

extension FHIRImportReport {
    init(
        _ input: FHIRImport,
        _ patients: [PatientRegistration.Registered],
        _ batch: ImportBatch,
        _ plan: ImportPlan,
        _ report: ImportReport
    ) {
        var outcomes: [Int: Outcome] = batch.refusals.mapValues { .refused($0) }
        var fallbacks: [Int: Set<ImportFallback>] = [:]
        for registered in patients {
            outcomes[registered.patient.index] = Outcome(ofPatient: registered.outcome)
        }
        for (note, outcome) in zip(batch.notes, report.notes) {
            outcomes[note.index] = Outcome(ofNote: outcome, note.key.resourceType)
            fallbacks[note.index] = note.fallbacks
        }
        for encounter in input.encounters { fallbacks[encounter.index] = encounter.fallbacks }
        let kept = input.encounters.filter(\.isKept)
        for (place, error) in report.refusedEncounters {
            outcomes[kept[place].index] = .refused(FHIRError(ofEncounter: error))
        }
        for (note, foreign) in zip(batch.notes, plan.records.notes)
        where !report.provisional.isDisjoint(with: foreign.subjects) {
            fallbacks[note.index]?.insert(.patientProvisional)
        }
        let registered = patients.map { ($0.patient.key, $0.outcome) } + zip(plan.keys, report.patients)
        self.patients = Dictionary(
            registered.compactMap { key, outcome in outcome.made.map { (key, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        let isJoint = (input.entries.last?.input ?? 0) > 0
        entries = input.entries.map { entry in
            let outcome: Outcome =
                switch entry.outcome {
                case .skipped(let reason): .skipped(reason)
                case .refused(let error): .refused(error)
                case .accepted: outcomes[entry.index] ?? .consulted
                }
            return Entry(
                index: entry.index,
                input: entry.input,
                indexInInput: entry.indexInInput,
                resourceType: entry.resourceType,
                outcome: outcome.at(input: isJoint ? entry.input : nil, entry: entry.indexInInput),
                fallbacks: fallbacks[entry.index] ?? []
            )
        }
    }
}

extension FHIRImportReport.Outcome {
    /// What the vault did with a patient.
    init(ofPatient outcome: ImportOutcome<PatientID>) {
        self =
            switch outcome {
            case .imported(let made): .registered(made)
            case .changed(let made, _, _): .updated(made)
            case .linked(let made): .linked(made)
            case .unchanged(let made), .withdrawn(let made): .alreadyRegistered(made)
            case .importable: .importable
            case .refused(let error): .refused(FHIRError(ofPatient: error))
            }
    }

    /// What the vault did with a note.
    init(ofNote outcome: ImportOutcome<NoteID>, _ type: String) {
        self =
            switch outcome {
            case .imported(let made): .imported(made)
            case .changed(let made, let before, let after): .changed(made, from: before, to: after)
            case .withdrawn(let made): .withdrawn(made)
            case .unchanged(let made), .linked(let made): .unchanged(made)
            case .importable: .importable
            case .refused(let error): .refused(FHIRError(ofNote: error, type))
            }
    }

    /// The same, with the place of the entry in a refusal.
    func at(input: Int?, entry: Int) -> FHIRImportReport.Outcome {
        guard case .refused(let error) = self else { return self }
        return .refused(error.at(input: input, entry: entry))
    }
}

extension FHIRError {
    /// Why the labels of an encounter could not be kept.
    init(ofEncounter error: NotesError) { self.init(Code(error.code), path: "Encounter.subject") }

    fileprivate init(ofPatient error: NotesError) {
        let isIdentity = error.code == .identityConflict || error.code == .identifierMissing
        self.init(Code(error.code), path: isIdentity ? "Patient.identifier" : "Patient")
    }

    fileprivate init(ofNote error: NotesError, _ type: String) {
        guard error.code != .notFound || error.place != "key" else {
            self.init(.nothingToWithdraw, path: "\(type).status")
            return
        }
        let element: String? =
            switch error.code {
            case .authorNotEnrolled: "author"
            case .identityConflict, .identifierMissing: "identifier"
            case .notFound: "subject"
            case .tooLarge: type == "DocumentReference" ? "content" : nil
            default: nil
            }
        self.init(Code(error.code), path: element.map { "\(type).\($0)" } ?? type)
    }
}

extension FHIRError.Code {
    init(_ code: NotesError.Code) {
        self =
            switch code {
            case .authorNotEnrolled: .authorNotEnrolled
            case .identityConflict: .conflictingIdentifier
            case .identifierMissing: .missingIdentity
            case .notFound: .unresolvedReference
            case .invalidTransition: .invalidTransition
            case .keyMissing: .keyMissing
            case .templateUnknown: .notSupported
            case .tooLarge: .noteTooLarge
            case .tampered: .recordNotIntact
            default: .invalidValue
            }
    }
}
