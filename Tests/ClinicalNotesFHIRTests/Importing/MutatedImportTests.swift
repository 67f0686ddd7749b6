import ClinicalNotesModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Damaged inputs are imported, and nothing of them is dropped in silence")
struct MutatedImportTests {
    /// How many damaged inputs each of four seeds makes.
    private static let damages =
        Soak.isOn ? 25_000 : 250
    /// How many of them come into one practice, and how many of these hold the same notes, as later states.
    private static let (inputsOfPractice, statesOfNote) = (100, 5)

    private static let resources = [
        Sample.patient.replacing("urn:example:mrn", with: "urn:example:willow:mrn"),
        Sample.practitioner.replacing(
            #""name""#,
            with: #""identifier":[{"system":"\#(ImportingPractice.staffSystem)","value":"S-01"}],"name""#
        ),
        Sample.note,
        Sample.note(security: "").replacing(#""id":"n1""#, with: #""id":"n2""#)
            .replacing("CANARY-7", with: "N-2"),
        Sample.note(security: "").replacing(#""id":"n1""#, with: #""id":"n3""#)
            .replacing("CANARY-7", with: "N-3").replacing("Practitioner/d1", with: "Device/d9"),
    ]
    private static let layouts = [
        Sample.collection(resources), resources.joined(separator: "\n"),
        Sample.collection(resources).replacing(#""resource""#, with: "\n\"resource\""),
    ]
    /// What takes the place of a word, beside the other words of the input.
    private static let words = [
        "entered-in-error", "superseded", "preliminary", "amended", "Patient/p2", "text/html",
        "application/pdf", "N",
        "2019", "", "n1", "n2", "p1", "Device", "42CFRPart2", "NOPAT", "versionId",
    ]

    /// A practice with somebody who imports, and the one clinician who wrote the notes of the input.
    private struct Desk {
        let practice: ImportingPractice
        let clerk: NoteSession
        let clinician: NoteSession

        init() async throws {
            practice = try await ImportingPractice()
            clerk = try await practice.clerk()
            let (rivera, keys) = try await practice.enroll(
                "Rivera",
                .treatingClinician,
                identifier: "S-01",
                part2Program: true
            )
            clinician = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keys)
        }

        /// The words of a note, read by the clinician; a note that a label has closed is decided on first.
        func words(of id: NoteID) async throws -> String {
            let header = try await practice.header(id)
            for subject in header.subjects { practice.directory.join(clinician.principal, subject) }
            if header.external?.proposed != nil {
                let isOwn = header.originators.contains(clinician.principal)
                try await (isOwn ? clinician : clerk).keepCompartment(
                    of: id,
                    idempotencyKey: IdempotencyKey("keep-\(id)")
                )
            }
            let opened = try await clinician.read(id)
            let text =
                switch opened.compartment {
                case .general: opened[\FreeText.text]
                case .psychotherapy: opened[\PsychotherapyFreeText.text]
                case .substanceUse: opened[\SubstanceUseFreeText.text]
                case .substanceUseCounseling: opened[\SubstanceUseCounselingFreeText.text]
                }
            return text?.copyString() ?? ""
        }
    }

    private static func damaged(_ original: String, using generator: inout SeededNumbers) -> [UInt8] {
        guard Int.random(in: 0..<3, using: &generator) == 0 else {
            var bytes = Array(original.utf8)
            MutationTests.damage(&bytes, using: &generator)
            return bytes
        }
        var parts = original.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let place = Int.random(in: 0..<parts.count / 2, using: &generator) * 2 + 1
        let other = Int.random(in: 0..<parts.count / 2, using: &generator) * 2 + 1
        parts[place] = (Self.words + [parts[other]]).randomElement(using: &generator) ?? ""
        return Array(parts.joined(separator: "\"").utf8)
    }

    /// How many entries somebody else finds in an input, if they can tell.
    private static func entries(in bytes: [UInt8], _ format: ImportFormat, hasLines: Bool) -> Int? {
        guard format != .ndjson else {
            let lines = bytes.split(separator: 0x0A)
            return hasLines ? lines.count { !$0.allSatisfy { " \r\t".utf8.contains($0) } } : nil
        }
        let bundle = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        return (bundle?["entry"] as? [Any])?.count
    }

    /// Imports a damaged input, read at once or as it arrives; `nil` if it cannot be used as a whole.
    private func take(
        _ bytes: [UInt8],
        _ desk: Desk,
        asItArrives: Bool
    ) async throws -> (FHIRImport, [FHIRImportReport.Entry])? {
        let read: FHIRImport?
        do throws(FHIRError) { read = try FHIRImport.read(bytes) } catch { read = nil }
        guard asItArrives else {
            guard let read else { return nil }
            let report = try await desk.practice.importer.run(read, into: desk.clerk)
            #expect(report.tally.entries == read.entries.count)
            return (read, report.entries)
        }
        let told = Mutex<[FHIRImportReport.Entry]>([])
        let source = FHIRSource(byteCount: bytes.count) {
            AsyncStream { pieces in
                for start in stride(from: 0, to: bytes.count, by: 500) {
                    pieces.yield(Array(bytes[start..<min(start + 500, bytes.count)]))
                }
                pieces.finish()
            }
        }
        do {
            let tally = try await desk.practice.importer.run([source], into: desk.clerk) { _ in
            } report: { entry in
                told.withLock { $0.append(entry) }
            }
            let read = try #require(read)
            #expect(tally.entries == read.entries.count)
            return (read, told.withLock { $0 }.sorted { $0.index < $1.index })
        } catch let error as FHIRError {
            #expect(read == nil, "\(error)")
            return nil
        }
    }

    @Test(
        "every entry has an outcome, and what is told as imported opens with the words that were read",
        arguments: 0..<4
    )
    func imported(seed: Int) async throws {
        var generator = SeededNumbers(UInt64(seed) << 32)
        var (outcomes, unusable, opened) = ([String: Int](), 0, 0)
        var desk = try await Desk()
        for number in 0..<Self.damages {
            if number % Self.inputsOfPractice == 0 {
                #expect(try await desk.practice.vault.verify().findings.isEmpty)
                desk = try await Desk()
            }
            let layout = number % Self.layouts.count
            let original = Self.layouts[layout]
                .replacing(#""id":"n"#, with: #""id":"\#(number / Self.statesOfNote)-n"#)
            let bytes = Self.damaged(original, using: &generator)
            let what = Comment(rawValue: "seed \(seed), input \(number)")
            guard let (read, entries) = try await take(bytes, desk, asItArrives: seed % 2 == 1) else {
                unusable += 1
                continue
            }
            #expect(entries.map(\.index) == Array(read.entries.indices), what)
            if let expected = Self.entries(in: bytes, read.format, hasLines: layout == 1) {
                #expect(entries.count == expected, what)
            }
            let notes = Dictionary(uniqueKeysWithValues: read.notes.map { ($0.index, $0) })
            for (entry, judged) in zip(entries, read.entries) {
                outcomes[String("\(entry.outcome)".prefix { $0 != "(" }), default: 0] += 1
                switch (judged.outcome, entry.outcome) {
                case (.refused(let read), .refused(let told)): #expect(read.code == told.code, what)
                case (.skipped(let read), .skipped(let told)): #expect(read == told, what)
                case (.accepted, .skipped), (.refused, _), (.skipped, _): Issue.record(what)
                case (.accepted, .consulted): #expect(notes[entry.index] == nil, what)
                case (.accepted, .imported(let id)), (.accepted, .changed(let id, _, _)),
                    (.accepted, .unchanged(let id)):
                    let note = try #require(notes[entry.index], what)
                    // Of a note that its source withdrew nothing is shown, also if an earlier copy comes once more.
                    guard try await desk.practice.header(id).status != .enteredInError else { continue }
                    let words = try? await desk.words(of: id)
                    #expect(words == note.text.copyString(), what)
                    opened += 1
                default: break
                }
            }
        }
        #expect(try await desk.practice.vault.verify().findings.isEmpty)
        // What is looked for does happen.
        for outcome in ["imported", "changed", "unchanged", "registered", "refused"] {
            #expect(outcomes[outcome] != nil, "\(outcome)")
        }
        let counts = outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
            separator: ", "
        )
        print(
            "damaged imports: \(Self.damages) tried, \(unusable) unusable, \(opened) opened; entries: \(counts)"
        )
    }
}
