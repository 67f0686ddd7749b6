internal import ClinicalNotes
internal import ClinicalNotesFHIR
internal import Foundation

/// A FHIR input that was read and checked; nothing has been written of it yet.
struct Input {
    /// What the demonstration calls the system that the input comes from.
    static let source = "urn:example:quick-start"
    /// The practice's own record numbers name one person, also where the input does not say what they are.
    static let identifiers = IdentifierSystems.standard.naming("urn:example:willow:mrn")

    let records: FHIRImport
    private let source: String

    /// Reads an input.
    ///
    /// - Parameters:
    ///   - paths: Files that belong together, in any order; none for the sample bundle that is built into the program.
    ///   - source: What the system is called that they come from.
    /// - Throws: ``DemonstrationError`` for a file that cannot be read; `FHIRError`, with entry, element or byte,
    ///   for an input that cannot be used.
    init(_ paths: [String] = [], from source: String = Input.source) throws {
        self.source = source
        let files = try paths.map(Self.bytes)
        records = try FHIRImport.read(files.isEmpty ? [PackageResources.sample_bundle_json] : files)
    }

    /// The words of every note: no sentence of them may be found in the store.
    var texts: [String] { records.notes.map { $0.text.copyString() } }

    /// The names of all people: none of them may be found in the store.
    var names: [String] {
        records.patients.compactMap { $0.name?.copyString() }
            + records.practitioners.compactMap { $0.name?.copyString() }
    }

    /// The entries that somebody wrote, by their staff number or another identifier.
    func entries(by person: Person) -> Set<Int> {
        let own = records.practitioners.filter { practitioner in
            practitioner.identifiers.contains { identifier in
                person.identifiers.contains { $0.system == identifier.system && $0.value == identifier.value }
            }
        }
        .map(\.key)
        return Set(records.notes.filter { note in note.authors.contains { own.contains($0) } }.map(\.index))
    }

    /// Takes the input over in the session of somebody of the staff, who signs for it.
    func taken(over session: NoteSession) async throws -> TakenOver {
        let importer = FHIRImporter(source: source, identifiers: Self.identifiers)
        return TakenOver(records, try await importer.run(records, into: session))
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        guard !PracticeFiles.isFolder(path) else {
            throw DemonstrationError("\(path) is a folder, not a file")
        }
        do {
            return try PracticeFiles.bytes(of: path)
        } catch {
            throw DemonstrationError("cannot read \(path): \((error as NSError).localizedDescription)")
        }
    }
}
