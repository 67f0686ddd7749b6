import ClinicalNotesModel
import FoundationEssentials
import TestSupport
import Testing

@testable import ClinicalNotesFHIR

@Suite("Damaged inputs")
struct MutationTests {
    /// Whether a text has something that a browser would take for markup.
    static func hasMarkup(_ text: [UInt8]) -> Bool {
        zip(text, text.dropFirst()).contains { first, second in
            first == UInt8(ascii: "<")
                && ((65...90).contains(second) || (97...122).contains(second) || "/!?".utf8.contains(second))
        }
    }

    /// Reads a damaged input and checks what must hold of every result.
    private func check(_ bytes: [UInt8]) {
        do throws(FHIRError) {
            let read = try FHIRImport.read(bytes)
            #expect(!read.entries.compactMap(\.refusal).contains { "\($0)".contains("CANARY") })
            #expect(read.entries.map(\.index) == Array(read.entries.indices))
            if read.format == .ndjson {
                let lines = bytes.split(separator: 0x0A).filter {
                    !$0.allSatisfy { " \r\t".utf8.contains($0) }
                }
                #expect(read.entries.count == lines.count)
            }
            let accepted = Set(read.entries.filter(\.isAccepted).map(\.index))
            #expect(read.notes.count + read.patients.count + read.practitioners.count <= accepted.count)
            let people = Set(read.patients.map(\.key) + read.practitioners.map(\.key))
            for note in read.notes {
                #expect(accepted.contains(note.index))
                #expect(!note.subjects.isEmpty)
                #expect(people.isSuperset(of: note.authors))
                // Two signs in two places say psychotherapy: one damage cannot take both away unseen.
                #expect(note.compartment == .psychotherapy)
            }
        } catch {
            #expect(!"\(error)".contains("CANARY"))
        }
    }

    /// Damages one place of an input.
    static func damage(_ bytes: inout [UInt8], using generator: inout SeededNumbers) {
        guard !bytes.isEmpty else { return }
        let interesting = Array(#"{}[]",:\-0e null"#.utf8) + [0x00, 0x80, 0xC3, 0xFF]
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[position] = interesting.randomElement(using: &generator) ?? 0
        case 2: bytes.remove(at: position)
        case 3: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: position)
        default: bytes.removeSubrange(position...)
        }
    }

    /// How often each sample is damaged.
    private static let damages =
        Soak.isOn ? 17_000 : 2500

    /// The sample in one line, in several, and as lines of their own.
    private static let layouts = [
        Sample.bundle,
        Sample.bundle.replacing(#"{"resource""#, with: "\n{\"resource\""),
        [Sample.patient, Sample.practitioner, Sample.note].joined(separator: "\n"),
    ]

    @Test("single damages: no crash, no content in errors, no label lost, no entry dropped", arguments: 0..<6)
    func single(seed: Int) {
        var generator = SeededNumbers(UInt64(seed))
        let original = Array(Self.layouts[seed % Self.layouts.count].utf8)
        for _ in 0..<Self.damages {
            var bytes = original
            Self.damage(&bytes, using: &generator)
            check(bytes)
        }
    }

    @Test("every word of the input replaced: never in an error")
    func words() {
        let parts = Sample.bundle.split(separator: "\"", omittingEmptySubsequences: false)
        for index in stride(from: 1, to: parts.count, by: 2) {
            for word in ["CANARY", "Patient/CANARY", "CANARY-\u{1F600}", "urn:uuid:CANARY"] {
                var changed = parts.map(String.init)
                changed[index] = word
                let text = changed.joined(separator: "\"")
                do throws(FHIRError) {
                    let read = try Sample.read(text)
                    #expect(
                        !read.entries.compactMap(\.refusal).contains {
                            String(reflecting: $0).contains("CANARY")
                        }
                    )
                } catch {
                    #expect(!String(reflecting: error).contains("CANARY"))
                }
            }
        }
    }

    @Test("2,000 pages of broken HTML have no markup left")
    func html() {
        var generator = SeededNumbers(7)
        let pieces = [
            "<", ">", "</", "<!--", "-->", "<script>", "</script>", "<p", " a='", "\"", "'", "&lt;", "&#60;",
            "&lt", "b", "/",
            "!", "?", " ", "\n", "<pre>", "</pre>", "<td>", "<br>", "<s>", "</s>", "<sup>", "é", "&", ";",
            "#x3c;", "<img>", "=",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 1..<40, using: &generator)
            let page = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            let text = HTMLReducer.text(of: Array(page.utf8))
            #expect(!MutationTests.hasMarkup(text), "\(page)")
            #expect(String(validating: text, as: UTF8.self) != nil, "\(page)")
        }
    }
}
