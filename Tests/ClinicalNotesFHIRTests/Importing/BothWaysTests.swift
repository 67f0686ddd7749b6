import ClinicalNotesModel
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Read at once or as it arrives, an input comes to the same")
struct BothWaysTests {
    /// Few people of few names and numbers, so that many share one and many contradict each other, and notes about them and
    /// each other.
    private struct Inputs {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        private mutating func next(_ below: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % below
        }

        private mutating func number() -> String {
            let value = next(5)
            let type =
                #""type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},"#
            return #"{\#(next(3) > 0 ? type : "")"system":"urn:example:mrn","value":"\#(value)"}"#
        }

        private mutating func patient() -> String {
            let name = ["Ana Rivera", "Ben Lin", "Ana Maria Rivera"][next(3)]
            let birth = next(3) > 0 ? #","birthDate":"\#(["1988-05-17", "1950-01-01"][next(2)])""# : ""
            let numbers = (0..<next(3)).map { _ in number() }.joined(separator: ",")
            let version = next(3) == 0 ? #""versionId":"\#(next(3))""# : ""
            let meta = [version, next(4) == 0 ? label() : ""].filter { !$0.isEmpty }.joined(separator: ",")
            return
                #"{"resourceType":"Patient",\#(meta.isEmpty ? "" : #""meta":{\#(meta)},"#)"id":"p\#(next(6))","name":[{"text":"\#(name)"}]\#(birth)"#
                + (numbers.isEmpty ? "}" : #","identifier":[\#(numbers)]}"#)
        }

        private mutating func label() -> String {
            let code = ["NOPAT", "HIV", "42CFRPart2", "UNHEARD-OF"][next(4)]
            return #""security":[{"system":"\#(Sample.actCode)","code":"\#(code)"}]"#
        }

        private mutating func encounter() -> String {
            let subject = next(5) > 0 ? #","subject":{"reference":"Patient/p\#(next(8))"}"# : ""
            let meta = next(3) > 0 ? #""meta":{\#(label())},"# : ""
            return #"{"resourceType":"Encounter",\#(meta)"id":"e\#(next(4))"\#(subject)}"#
        }

        private mutating func note(_ serial: Int) -> String {
            let subject: String? =
                switch next(10) {
                case 0: nil
                case 1: #"{"display":"Ana"}"#
                case 2: #"{"identifier":\#(number())}"#
                case 3: #"{"reference":"Patient/p\#(next(6))","identifier":\#(number())}"#
                case 4, 5: #"{"reference":"Patient/p\#(next(8))"}"#
                // Only notes about the same one are linked.
                default: #"{"reference":"Patient/p0"}"#
                }
            let related =
                next(3) > 0
                ? #""relatesTo":[{"code":"\#(["replaces", "appends", "transforms"][next(3)])","target":"#
                    + #"{"reference":"DocumentReference/n\#(next(3))"}}],"# : ""
            return Sample.note(security: "")
                .replacing(#""id":"n1","#, with: #""id":"n\#(serial)",\#(related)"#)
                .replacing(
                    #""context":{"#,
                    with: #""context":{"encounter":[{"reference":"Encounter/e\#(next(5))"}],"#
                )
                .replacing(
                    #""subject":{"reference":"Patient/p1"},"#,
                    with: subject.map { #""subject":\#($0),"# } ?? ""
                )
        }

        /// Some files, and how large the pieces are in which they arrive.
        mutating func made() -> [String] {
            var lines = (0..<3 + next(6)).map { _ in patient() }
            lines += (0..<1 + next(5)).map { note($0) }
            lines += (0..<next(4)).map { _ in encounter() }
            for place in lines.indices { lines.swapAt(place, next(lines.count)) }
            let cut = next(lines.count)
            return [lines[..<cut], lines[cut...]].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        }
    }

    private func atOnce(
        _ files: [String],
        _ practice: ImportingPractice,
        _ clerk: NoteSession
    ) async throws -> [FHIRImportReport.Entry] {
        let read = try FHIRImport.read(files.map { Array($0.utf8) })
        return try await practice.importer.run(read, into: clerk).entries
    }

    private func arriving(
        _ files: [String],
        _ practice: ImportingPractice,
        _ clerk: NoteSession
    ) async throws -> [FHIRImportReport.Entry] {
        let told = Mutex<[FHIRImportReport.Entry]>([])
        let sources = files.map { file in
            let bytes = Array(file.utf8)
            return FHIRSource(byteCount: bytes.count) {
                AsyncStream { pieces in
                    for start in stride(from: 0, to: bytes.count, by: 300) {
                        pieces.yield(Array(bytes[start..<min(start + 300, bytes.count)]))
                    }
                    pieces.finish()
                }
            }
        }
        var run = StreamedImport(
            sources,
            importer: practice.importer,
            session: clerk,
            limits: .streamed,
            asked: [],
            isDryRun: false,
            progress: { _ in },
            report: { entry in told.withLock { $0.append(entry) } }
        )
        (run.patientsAtOnce, run.notesAtOnce) = (1, 1)
        _ = try await run.run()
        return told.withLock { $0 }.sorted { $0.index < $1.index }
    }

    /// What the notes of a practice bear, whichever of its keys and by whatever record.
    private func labels(of practice: ImportingPractice) async throws -> [String] {
        let core = practice.vault.core
        var found: [String] = []
        for entry in try await practice.audit() where entry.action == .create && entry.outcome == .permitted {
            guard let record = entry.record else { continue }
            let note = NoteID(owner: entry.owner, record: record)
            guard let loaded = try await core.loadHeaders([note])[note] else { continue }
            let words = loaded.header.labelWords(in: loaded.view.aggregate).map(\.description).sorted()
            found.append("\(loaded.header.external?.key.value ?? "") \(loaded.header.compartment) \(words)")
        }
        return found.sorted()
    }

    /// How the notes of an import stand to each other, by what the source calls them.
    private func standing(
        _ entries: [FHIRImportReport.Entry],
        _ practice: ImportingPractice
    ) async throws -> Set<[String]> {
        let ids = entries.compactMap { if case .imported(let note) = $0.outcome { note } else { nil } }
        let headers = try await practice.vault.core.loadHeaders(ids).mapValues(\.header)
        func name(_ note: NoteID) -> String { headers[note]?.external?.key.value ?? "elsewhere" }
        return Set(
            headers.map { note, header in
                let relation =
                    switch header.relation {
                    case .addendum(let other)?: "adds to \(name(other))"
                    case .replacement(let other)?: "replaces \(name(other))"
                    case .annotation?, nil: ""
                    }
                return [name(note), header.status.rawValue, relation] + header.addenda.map(name).sorted()
            }
        )
    }

    private func words(_ entries: [FHIRImportReport.Entry]) -> [String] {
        entries.map { entry in
            let fallbacks = entry.fallbacks.map(\.description).sorted()
            return "\(entry.resourceType ?? "") \(entry.outcome.words) \(fallbacks)"
        }
    }

    @Test("over many random inputs, the first time, the second time and after another input")
    func random() async throws {
        var kinds: Set<String> = []
        var labeled = 0
        let isLong = Soak.isOn
        for seed in 1...(isLong ? 2000 : 30) as ClosedRange<UInt64> {
            var inputs = Inputs(seed: seed)
            let (first, second) = (inputs.made(), inputs.made())
            let (one, other) = (try await ImportingPractice(), try await ImportingPractice())
            let (clerk, reader) = (try await one.clerk(), try await other.clerk())
            var before: [FHIRImportReport.Entry] = []
            for (time, files) in [first, first, second, first].enumerated() {
                let entries = try await atOnce(files, one, clerk)
                let expected = words(entries)
                if time == 1 {
                    for (now, then) in zip(entries, before) where then.outcome.words == "imported" {
                        #expect(now.outcome.words == "unchanged", "seed \(seed)")
                    }
                }
                before = entries
                let told = try await arriving(files, other, reader)
                let arrived = words(told)
                #expect(arrived == expected, "seed \(seed)")
                let (ours, theirs) = (try await labels(of: one), try await labels(of: other))
                #expect(ours == theirs, "seed \(seed)")
                labeled += ours.filter { !$0.hasSuffix("[]") }.count
                if time == 0 {
                    let (here, there) = (
                        try await standing(entries, one), try await standing(told, other)
                    )
                    #expect(here == there, "seed \(seed)")
                    kinds.formUnion(here.flatMap { $0[1...].map { "\($0.prefix(8))" } })
                }
                kinds.formUnion(expected)
            }
            #expect(try await one.vault.verify().findings.isEmpty)
        }
        // What is compared does happen.
        #expect(labeled > 0)
        for kind in [
            "conflictingIdentifier", "registered", "unchanged", "updated", "unresolvedReference", "addended",
            "adds to ",
        ] {
            #expect(kinds.contains { $0.contains(kind) }, "\(kind)")
        }
    }
}

extension FHIRImportReport.Outcome {
    /// What became of an entry, without the names of what was made.
    fileprivate var words: String {
        switch self {
        case .imported: "imported"
        case .changed(_, let before, let after): "changed \(before) \(after)"
        case .withdrawn: "withdrawn"
        case .unchanged: "unchanged"
        case .registered: "registered"
        case .alreadyRegistered: "alreadyRegistered"
        case .updated: "updated"
        case .linked: "linked"
        case .importable: "importable"
        case .consulted: "consulted"
        case .skipped(let reason): "skipped \(reason)"
        case .refused(let error): "refused \(error)"
        }
    }
}
