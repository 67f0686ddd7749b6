import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// A practice whose notes have files: two therapists, a patient whom both see, and files that are told apart by every byte.
struct AttachedPractice {
    static let mebibyte = SegmentRun.segmentSize

    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let ana: Clinic.Patient
    let desk: NoteSession

    init(store: any NoteStore = InMemoryNoteStore(), clock: TestClock = TestClock(Practice.start))
        async throws
    {
        clinic = try await Clinic(store: store, clock: clock)
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        desk = try await clinic.desk(rivera)
    }

    /// Bytes of which no two MiB are alike, and that are others with every seed.
    static func file(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var numbers = SeededNumbers(seed)
        let block = (0..<8192).flatMap { _ in Bytes16(high: numbers.next(), low: numbers.next()).bytes }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + block.count + 2)
        while bytes.count < count {
            let number = bytes.count / block.count
            bytes += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
            bytes += block
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// A file that comes in pieces.
    static func pieces(_ bytes: [UInt8], of size: Int) -> AsyncStream<ArraySlice<UInt8>> {
        AsyncStream { stream in
            for start in stride(from: 0, to: bytes.count, by: size) {
                stream.yield(bytes[start..<min(start + size, bytes.count)])
            }
            stream.finish()
        }
    }

    func attach(_ bytes: [UInt8], to note: NoteID, key: IdempotencyKey = "attach") async throws
        -> AttachmentID
    {
        try await desk.attach(
            SensitiveBytes(bytes),
            name: "session.wav",
            mediaType: "audio/wav",
            to: note,
            idempotencyKey: key
        )
    }

    /// What stands in the store of attachments.
    func rows(_ collections: RecordCollection...) async throws -> [StoredRecord] {
        try await clinic.records().filter { collections.contains($0.key.collection) }
    }
}

/// Something that broke off.
struct BrokenOff: Error {}

extension OpenedAttachment {
    /// All of it.
    func copyBytes() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in chunks { bytes += chunk.copyBytes() }
        return bytes
    }
}
