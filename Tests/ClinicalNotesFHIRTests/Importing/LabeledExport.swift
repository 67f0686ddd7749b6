import ClinicalNotesModel
import ClinicalNotesPolicy
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

/// What a source labels of its records, and a practice that imports it.
enum LabeledExport {
    static let codes = ["NOPAT", "NODSCLCD", "V", "42CFRPart2", "UNHEARD-OF"]

    /// Files as an export has them: of each code a patient who bears it, one whose encounter does, and a note about each.
    enum File: CaseIterable {
        case patients, encounters, notes

        var text: String {
            codes.flatMap { code in ["p", "e"].map { line("\($0)-\(code)", code) } }
                .joined(separator: "\n")
        }

        private func line(_ id: String, _ code: String) -> String {
            switch self {
            case .patients: patient(id, labels: id.hasPrefix("p") ? [code] : [])
            case .encounters:
                encounter(id, of: "Patient/\(id)", labels: id.hasPrefix("e") ? [code] : [])
            case .notes: note(id)
            }
        }
    }

    static func meta(_ labels: [String]) -> String {
        guard !labels.isEmpty else { return "" }
        let codings = labels.map {
            #"{"system":"\#($0 == "V" ? Sample.confidentiality : Sample.actCode)","code":"\#($0)"}"#
        }
        return #""meta":{"security":[\#(codings.joined(separator: ","))]},"#
    }

    static func patient(_ id: String, labels: [String] = []) -> String {
        #"{"resourceType":"Patient",\#(meta(labels))"id":"\#(id)","name":[{"text":"\#(id)"}],"birthDate":"1988-05-17"}"#
    }

    static func encounter(
        _ id: String,
        of subject: String?,
        labels: [String],
        more: String = ""
    ) -> String {
        let subject = subject.map { #","subject":{"reference":"\#($0)"}"# } ?? ""
        return #"{"resourceType":"Encounter",\#(meta(labels))"id":"\#(id)"\#(more),"status":"finished","#
            + #""class":{"code":"AMB"}\#(subject)}"#
    }

    static func note(_ id: String, of patient: String? = nil, encounter: String? = nil) -> String {
        let visit = encounter ?? #"{"reference":"Encounter/\#(id)"}"#
        return Sample.note(security: "").replacing(#""id":"n1""#, with: #""id":"\#(id)""#)
            .replacing(#""identifier":[{"system":"urn:example:notes","value":"CANARY-7"}],"#, with: "")
            .replacing("Patient/p1", with: "Patient/\(patient ?? id)")
            .replacing(#""context":{"#, with: #""context":{"encounter":[\#(visit)],"#)
    }

    /// A practice, and who imports into it.
    struct Desk {
        let practice: ImportingPractice
        let clerk: NoteSession
        var importer: FHIRImporter

        init() async throws {
            practice = try await ImportingPractice()
            clerk = try await practice.clerk()
            importer = practice.importer
        }

        @discardableResult
        func take(_ files: [String], arriving: Bool = false) async throws -> [FHIRImportReport.Entry] {
            guard arriving else {
                return try await importer.run(try FHIRImport.read(files.map { Array($0.utf8) }), into: clerk)
                    .entries
            }
            let told = Mutex<[FHIRImportReport.Entry]>([])
            let sources = files.map { file in
                FHIRSource(byteCount: file.utf8.count) {
                    AsyncStream {
                        $0.yield(Array(file.utf8)); $0.finish()
                    }
                }
            }
            _ = try await importer.run(sources, into: clerk) { _ in
            } report: { entry in
                told.withLock { $0.append(entry) }
            }
            return told.withLock { $0 }.sorted { $0.index < $1.index }
        }

        @discardableResult
        func take(_ resources: String...) async throws -> [FHIRImportReport.Entry] {
            try await take([resources.joined(separator: "\n")])
        }

        func loaded(_ note: NoteID) async throws -> LoadedNote {
            try #require(try await practice.vault.core.loadHeaders([note])[note])
        }

        func words(_ note: NoteID) async throws -> Set<HostWord> {
            let loaded = try await loaded(note)
            return loaded.header.labelWords(in: loaded.view.aggregate)
        }

        /// The notes that were imported, by what their source calls them.
        func notes(_ entries: [FHIRImportReport.Entry]) async throws -> [String: NoteID] {
            var named: [String: NoteID] = [:]
            for entry in entries {
                guard case .imported(let note) = entry.outcome else { continue }
                named[try await loaded(note).header.external?.key.value ?? ""] = note
            }
            return named
        }

        func imported(_ entries: [FHIRImportReport.Entry]) throws -> NoteID {
            try #require(
                entries.compactMap { if case .imported(let note) = $0.outcome { note } else { nil } }.first
            )
        }

        /// Who wrote the notes that are imported from now on.
        mutating func author(_ name: String) async throws -> (PrincipalID, Keyring) {
            let author = try await practice.enroll(name, .treatingClinician)
            importer = FHIRImporter(
                source: importer.source,
                identifiers: importer.identifiers,
                author: { _ in author.0 }
            )
            return author
        }

        func treating(_ name: String, _ note: NoteID) async throws -> NoteSession {
            try await treating(note, as: try await practice.enroll(name, .treatingClinician))
        }

        func treating(_ note: NoteID, as staff: (PrincipalID, Keyring)) async throws -> NoteSession {
            let (principal, keyring) = staff
            for patient in try await loaded(note).header.subjects {
                practice.directory.join(principal, patient)
            }
            return try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
        }

        func portal(_ note: NoteID) async throws -> (PatientID, NoteSession) {
            let patient = try #require(try await loaded(note).header.subjects.first)
            try await practice.vault.enroll(patient, keys: nil, idempotencyKey: "enrol-patient")
            return (
                patient, try await practice.vault.session(for: .patient(patient), purpose: .patientRequest)
            )
        }

        func isIntact() async throws -> Bool { try await practice.vault.verify().findings.isEmpty }
    }
}
