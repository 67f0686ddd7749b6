import ClinicalNotesModel
import FoundationEssentials
import Synchronization
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Inputs of any size are imported as they arrive")
struct StreamedImportTests {
    /// An input in pieces of a size.
    private func source(_ text: String, by size: Int = 1000) -> FHIRSource {
        let bytes = Array(text.utf8)
        return FHIRSource(byteCount: bytes.count) {
            AsyncStream { pieces in
                for start in stride(from: 0, to: bytes.count, by: size) {
                    pieces.yield(Array(bytes[start..<min(start + size, bytes.count)]))
                }
                pieces.finish()
            }
        }
    }

    private static let people = (0..<7).map { number in
        Sample.patient.replacing(#""p1""#, with: #""p\#(number)""#)
            .replacing("CANARY-MRN", with: "MRN-\(number)")
    }

    /// Notes of all of them in turn, each replacing the one after it.
    private static func notes(_ count: Int, words: String = "Words") -> [String] {
        (0..<count).map { number in
            Sample.note("text/plain", bytes: Array("\(words) \(number).".utf8))
                .replacing(#""n1""#, with: #""n\#(number)""#)
                .replacing("CANARY-7", with: "N-\(number)")
                .replacing("Patient/p1", with: "Patient/p\(number % 7)")
                .replacing(#""code":"PSYTHPN""#, with: #""code":"HTEST""#)
                .replacing(Sample.actCode + #"","code":"HTEST""#, with: reasons + #"","code":"HTEST""#)
                .replacing(#",{"coding":[{"system":"\#(Sample.actCode)","code":"HIPAAPsyNotes"}]}"#, with: "")
        }
    }

    private static let reasons = "http://terminology.hl7.org/CodeSystem/v3-ActReason"

    private func files(_ notes: [String]) -> [String] {
        [notes.joined(separator: "\n"), Self.people.joined(separator: "\n"), Sample.practitioner]
    }

    @Test("with the same outcome as at once, and nothing the second time", arguments: [64, 5000])
    func likeAtOnce(size: Int) async throws {
        let files = files(Self.notes(50) + ["broken", #"{"resourceType":"Observation"}"#])
        let together = try await ImportingPractice()
        let read = try FHIRImport.read(files.map { Array($0.utf8) })
        let clerk = try await together.clerk()
        let expected = try await together.importer.run(read, into: clerk)

        let practice = try await ImportingPractice()
        let reader = try await practice.clerk()
        let told = Mutex<[FHIRImportReport.Entry]>([])
        let sources = files.map { source($0, by: size) }
        let tally = try await practice.importer.run(sources, into: reader) { progress in
            #expect(progress.byteCount == files.reduce(0) { $0 + $1.utf8.count })
        } report: { entry in
            told.withLock { $0.append(entry) }
        }
        #expect(tally == expected.tally)
        #expect(tally.imported == 50 && tally.registered == 7 && tally.refused == [.malformedJSON: 1])
        #expect(tally.entries == read.entries.count)
        let entries = told.withLock { $0 }.sorted { $0.index < $1.index }
        #expect(entries.map(\.index) == read.entries.map(\.index))
        #expect(entries.map(\.resourceType) == read.entries.map(\.resourceType))
        #expect(entries.map(\.outcome.kind) == expected.entries.map(\.outcome.kind))

        let stored = try await practice.store.recordsButAudit()
        let again = try await practice.importer.run(sources, into: reader)
        #expect(again.unchanged == 50 && again.imported == 0)
        #expect(try await practice.store.recordsButAudit() == stored)
    }

    @Test("files one after the other give the same as together, whoever comes in first")
    func oneAfterTheOther() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let files = files(Self.notes(20))
        // The notes find nobody to be about: whoever they name is put on record, and described later.
        let early = try await practice.importer.run([source(files[0])], into: clerk)
        #expect(early.imported == 20 && early.provisional == 20)
        let people = try await practice.importer.run([source(files[1])], into: clerk)
        #expect(people.registered == 0 && people.alreadyRegistered == 7)
        let notes = try await practice.importer.run([source(files[0])], into: clerk)
        #expect(notes.unchanged == 20 && notes.provisional == 0)
        let together = try await practice.importer.run(files.map { source($0) }, into: clerk)
        #expect(together.unchanged + together.changed == 20 && together.imported == 0)
    }

    @Test("a patient who is refused has no notes, also if the name is known")
    func refusedPatient() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        try await practice.importer.run([source(Self.people[0])], into: clerk)
        let other = Self.people[0].replacing("1988", with: "1950")
        let input = [other, Self.notes(1)[0]].joined(separator: "\n")
        let tally = try await practice.importer.run([source(input)], into: clerk)
        #expect(tally.refused == [.conflictingIdentifier: 1, .unresolvedReference: 1])
    }

    @Test("notes come after those to which they refer, wherever these stand")
    func relations() async throws {
        var notes = Self.notes(30)
        for number in 0..<23 {
            let relation =
                #""relatesTo":[{"code":"appends","target":{"reference":"DocumentReference/n\#(number + 7)"}}],"#
            notes[number] = notes[number].replacing(#""subject""#, with: relation + #""subject""#)
        }
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let made = Mutex<[Int: NoteID]>([:])
        try await practice.importer.run(files(notes).map { source($0) }, into: clerk) { _ in
        } report: { entry in
            if case .imported(let note) = entry.outcome { made.withLock { $0[entry.index] = note } }
        }
        let ids = made.withLock { $0 }
        #expect(ids.count == 30)
        for number in [0, 5, 22] {
            let target = try #require(ids[number + 7])
            let header = try await practice.header(try #require(ids[number]))
            #expect(header.relation == .addendum(to: target))
        }
    }

    @Test("files of the input are held for a while, and read again for the notes that wait")
    func binaries() async throws {
        let notes = Self.notes(12).enumerated().map { number, note in
            note.replacing(
                #""data":"\#(Sample.encoded("Words \(number)."))""#,
                with: #""url":"Binary/b\#(number)""#
            )
        }
        let binaries = (0..<12).map { number in
            let data = Sample.encoded(String(repeating: "Note \(number). ", count: 100))
            return #"{"resourceType":"Binary","id":"b\#(number)","contentType":"text/plain","#
                + #""data":"\#(data)"}"#
        }
        let practice = try await ImportingPractice()
        let texts = [notes, Self.people, binaries].map { $0.joined(separator: "\n") }
        var run = StreamedImport(
            texts.map { source($0) },
            importer: practice.importer,
            session: try await practice.clerk(),
            limits: .streamed,
            asked: [],
            isDryRun: false,
            progress: { _ in },
            report: { _ in }
        )
        // Room for two of them at a time.
        run.roomForFiles = 4000
        let tally = try await run.run()
        #expect(tally.imported == 12)
        #expect(tally.entries == 12 + 7 + 12)
    }

    @Test(
        "an import that is cut or cancelled goes on where it was, and writes nothing twice",
        arguments: 0..<5
    )
    func cut(commits: Int) async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let sources = files(Self.notes(40)).map { source($0) }
        practice.store.fail(afterCommits: commits * 2)
        await #expect(throws: (any Error).self) { try await practice.importer.run(sources, into: clerk) }
        practice.store.fail(afterCommits: .max)
        let task = Task { try await practice.importer.run(sources, into: clerk) }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        let written = try await practice.store.records().count { $0.key.collection == .revision }
        let tally = try await practice.importer.run(sources, into: clerk)
        #expect(tally.unchanged == written)
        #expect(tally.imported == 40 - written)
        #expect(try await practice.store.records().count { $0.key.collection == .revision } == 40)
    }

    @Test("an input that is another one the second time is refused")
    func changed() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let opened = Mutex(0)
        let texts = [Self.people[0], Self.people[1]]
        let source = FHIRSource { () -> AsyncStream<[UInt8]> in
            let count = opened.withLock { opened in
                opened += 1
                return opened
            }
            return AsyncStream { pieces in
                pieces.yield(Array(texts[min(count - 1, 1)].utf8))
                pieces.finish()
            }
        }
        await #expect(throws: FHIRError(.inputChanged)) {
            try await practice.importer.run([source], into: clerk)
        }
        #expect(try await practice.store.recordsButAudit().allSatisfy { $0.key.collection != .revision })
    }

    @Test("an input that is unusable as a whole leaves nothing behind")
    func unusable() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let before = try await practice.store.records()
        let sources = files(Self.notes(5)).map { source($0) } + [source(String(Sample.bundle.dropLast(1)))]
        let thrown = await #expect(throws: FHIRError.self) {
            try await practice.importer.run(sources, into: clerk)
        }
        #expect(thrown?.code == .malformedJSON && thrown?.input == 3)
        #expect(try await practice.store.records() == before)
    }

    @Test("a file is read in pieces, and one that is missing is told")
    func file() async throws {
        let name = "fhir-\(UInt64.random(in: 0...UInt64.max))"
        let path = FileManager.default.temporaryDirectory.appending(path: name).path()
        try Data(files(Self.notes(10)).joined(separator: "\n").utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let tally = try await practice.importer.run([.file(path)], into: clerk)
        #expect(tally.imported == 10)
        #expect(FHIRSource.file(path).byteCount != nil)
        await #expect(throws: FHIRError(.unreadable)) {
            try await practice.importer.run([.file(path + ".missing")], into: clerk)
        }
    }
}

extension FHIRImportReport.Outcome {
    /// The outcome without what it is about.
    fileprivate var kind: String {
        switch self {
        case .refused(let error): "\(error)"
        case .skipped(let reason): "\(reason)"
        default: String("\(self)".prefix { $0 != "(" })
        }
    }
}
