import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A directory page")
struct DirectoryPageTests {
    private static func entry(
        _ number: UInt8,
        of page: UInt32 = 7,
        _ note: DirectoryNote? = nil
    ) -> DirectoryEntry {
        DirectoryEntry(
            record: RecordID(onPage: page, 0x0102_0304, UInt64(number)),
            revision: UInt64(number),
            leafHash: Digest.of([number]),
            note: note
        )
    }

    private static let notes = Compartment.allCases.flatMap { compartment in
        NoteStatusClass.allCases.map { status in
            DirectoryNote(
                compartment: compartment,
                statusClass: status,
                time: Instant(milliseconds: -1 - Int64(status.rawValue) << 40)
            )
        }
    }

    @Test func `holds 128 records in order, each with what lists select a note by`() throws {
        var page = DirectoryPage(number: 7)
        func note(_ number: UInt8) -> DirectoryNote? {
            number % 3 == 0 ? nil : Self.notes[Int(number) % Self.notes.count]
        }
        for number in (UInt8(0)..<128).reversed() {
            let added = page.put(Self.entry(number, note(number)))
            #expect(added)
        }
        let full = page.put(Self.entry(200))
        #expect(!full)
        let replacement = DirectoryEntry(
            record: Self.entry(8).record,
            revision: 99,
            leafHash: Digest.of([2]),
            note: Self.notes[0]
        )
        let replaced = page.put(replacement)
        #expect(replaced)
        let read = try DirectoryPage(page.encoded, number: 7)
        #expect(read == page)
        #expect(read.entries.map(\.revision) == (0..<128).map { $0 == 8 ? 99 : $0 })
        #expect(read[Self.entry(8).record] == replacement)
        #expect(read[Self.entry(9).record]?.note == note(9))
        #expect(read[Self.entry(10).record]?.note == note(10))
        #expect(read[Self.entry(200).record] == nil)
    }

    @Test func `has one size of sealed bytes when it is full, as it had before it told of notes`() {
        var page = DirectoryPage(number: 7)
        for number in UInt8(0)..<128 {
            let added = page.put(Self.entry(number, Self.notes[0]))
            #expect(added)
        }
        #expect(page.encoded.count == 6 + 62 * 128)
        #expect(Padding.bucket.size(of: page.encoded.count) == 8192)
    }

    @Test func `takes no record that names another page, and gives its own number to what it reads`() throws {
        var page = DirectoryPage(number: 7)
        let foreign = page.put(Self.entry(1, of: 8))
        #expect(!foreign && page.entries.isEmpty)
        let added = page.put(Self.entry(1))
        #expect(added)
        let read = try DirectoryPage(page.encoded, number: 8)
        #expect(read.entries.map(\.record) == [Self.entry(1, of: 8).record])
    }

    @Test func `out of order, too long, of another version or of no note's form is refused`() throws {
        var page = DirectoryPage(number: 7)
        for number in [UInt8(1), 2] {
            let added = page.put(Self.entry(number, Self.notes[0]))
            #expect(added)
        }
        let bytes = page.encoded
        let swapped = bytes[..<6] + bytes[68...] + bytes[6..<68]
        let twice = bytes[..<6] + bytes[6..<68] + bytes[6..<68]
        func with(_ note: [UInt8]) -> [UInt8] { Array(bytes[..<58]) + note + bytes[68...] }
        let time = [UInt8](repeating: 0, count: 8)
        let wrong: [[UInt8]] = [
            Array(swapped), Array(twice), bytes + [0], bytes.flipping(0), Array(bytes.dropLast()),
            with([0, 1] + time), with([0, 0, 1] + time.dropLast()), with([5, 1] + time), with([1, 0] + time),
            with([1, 4] + time),
        ]
        for changed in wrong {
            let code = failure { () throws(CryptoError) in _ = try DirectoryPage(changed, number: 7) }
            #expect(code == .cannotOpen)
        }
        #expect(try DirectoryPage(with([0, 0] + time), number: 7).entries[0].note == nil)
        let last = try DirectoryPage(with([4, 3] + time), number: 7).entries[0].note
        #expect(last?.compartment == .substanceUseCounseling && last?.statusClass == .withdrawn)
    }
}
