import ClinicalNotesModel
import FoundationEssentials
import Testing

@testable import ClinicalNotesFHIR

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
private let smartBulk = root.appending(path: "../shared/data/smart-bulk")
private let aciBench = root.appending(path: "../shared/data/aci-bench/train.bundle.json")

@Suite("Whole bundles are read")
struct BundledInputTests {
    @Test("the sample of the examples")
    func sample() throws {
        let file = root.appending(path: "Examples/QuickStart/Resources/sample-bundle.json")
        let read = try FHIRImport.read(Array(try Data(contentsOf: file)))
        #expect(read.refused.isEmpty)
        #expect(read.patients.count == 4)
        #expect(read.practitioners.count == 3)
        #expect(read.groups.map(\.members.count) == [2])
        #expect(read.notes.count == 13)
        #expect(
            read.entries.filter { $0.outcome == .skipped(.notImported) }.map(\.resourceType) == [
                "Organization"
            ]
        )
        #expect(read.notes.count { $0.compartment == .psychotherapy } == 1)
        #expect(read.notes.count { $0.compartment == .substanceUse } == 1)
        #expect(read.notes.count { $0.status == .draft } == 1)
        #expect(read.notes.count { $0.status == .enteredInError } == 1)
        #expect(read.notes.count { $0.isSuperseded } == 1)
        #expect(read.notes.flatMap(\.relatesTo).map(\.isImported) == [true])
        let markup = try #require(read.notes.first { $0.wasMarkup }).text.copyString()
        #expect(markup.contains("low dose & a review"))
        #expect(markup.contains("Sertraline | 25 mg once daily | 2026-03-23\n"))
        #expect(markup.contains("blood pressure < 130/80"))
        #expect(markup.contains("\n- Do not stop on her own."))
        #expect(!markup.contains("print") && !markup.contains("padding") && !markup.contains("exported"))
    }

    @Test(
        "an export of three files, in any order, every byte of it",
        .enabled(if: FileManager.default.fileExists(atPath: smartBulk.path)),
        arguments: [
            ["Patient", "Practitioner", "DocumentReference"],
            ["DocumentReference", "Patient", "Practitioner"],
        ]
    )
    func export(names: [String]) throws {
        let files = try names.map { name in
            Array(try Data(contentsOf: smartBulk.appending(path: "\(name).ndjson")))
        }
        let read = try FHIRImport.read(files)
        #expect(read.refused.isEmpty)
        #expect(read.patients.count == 13 && read.practitioners.count == 43 && read.notes.count == 1215)
        #expect(read.notes.allSatisfy { $0.authors.count == 1 && $0.otherAuthors.isEmpty })
        let place = try #require(names.firstIndex(of: "DocumentReference"))
        let lines = files[place].split(separator: 0x0A)
        for (line, note) in zip(lines, read.notes) {
            let resource = try #require(try JSONReader.read(line, maximumDepth: 64).object)
            let attachment = resource.objects("content").first?.object("attachment")
            let data = try #require(Data(base64Encoded: attachment?.string("data") ?? ""))
            #expect(note.text.utf8.copyBytes() == Array(data))
        }
    }

    @Test("notes that nobody here wrote", .enabled(if: FileManager.default.fileExists(atPath: aciBench.path)))
    func external() throws {
        let read = try FHIRImport.read(Array(try Data(contentsOf: aciBench)))
        #expect(read.notes.count == 67)
        #expect(read.patients.count == 41)
        #expect(read.practitioners.count == 7)
        #expect(read.entries.allSatisfy { $0.isAccepted })
        #expect(
            read.notes.allSatisfy {
                $0.compartment == .general && $0.kind == .progress && $0.status == .final
            }
        )
        let words = try #require(read.notes.first).text.copyString()
        #expect(words.hasPrefix("CHIEF COMPLAINT\n"))
    }
}
