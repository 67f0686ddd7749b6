import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("An attachment whose writing breaks off")
struct UnfinishedAttachmentTests {
    private static let mebibyte = AttachedPractice.mebibyte
    private static let file = AttachedPractice.file(11 * mebibyte + 9)
    private let clock = TestClock(Practice.start)
    private let practice: AttachedPractice
    private let note: NoteID
    private var desk: NoteSession { practice.desk }

    init() async throws {
        practice = try await AttachedPractice(clock: clock)
        note = try await practice.desk.signed("Text", about: practice.ana.id, key: "note")
    }

    /// Attaches a file piece by piece, and breaks off after some of them.
    @discardableResult
    private func attach(
        _ file: [UInt8] = file,
        breakingOffAfter pieces: Int = .max,
        key: IdempotencyKey = "attach",
        name: ClinicalText? = nil
    ) async throws -> AttachmentID {
        var sent = 0
        return try await desk.attach(name: name, mediaType: "a/b", to: note, idempotencyKey: key) {
            guard sent < pieces else { throw BrokenOff() }
            let rest = file.dropFirst(sent * Self.mebibyte).prefix(Self.mebibyte)
            sent += 1
            return rest.isEmpty ? nil : SensitiveBytes(rest)
        }
    }

    @Test func `is not there, and is pending to a verification`() async throws {
        await #expect(throws: NotesError(.sourceFailed)) { try await attach(breakingOffAfter: 9) }
        #expect(try await desk.read(note).attachments.isEmpty)
        #expect(try await desk.attachments(of: note).isEmpty)
        let written = try await practice.rows(.segment).count
        #expect(written == 8)
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.pendingUploads == 1)
    }

    @Test func `is gone on with where it broke off`() async throws {
        await #expect(throws: NotesError(.sourceFailed)) { try await attach(breakingOffAfter: 9) }
        let before = try await practice.rows(.segment)
        let id = try await attach()
        let after = try await practice.rows(.segment)
        // What stood there still stands there, written once.
        #expect(before.allSatisfy(after.contains) && after.count == 12)
        #expect(after.allSatisfy { $0.revision == 1 })
        #expect(try await practice.rows(.upload).isEmpty)
        #expect(try await desk.openAttachment(id).copyBytes() == Self.file)
        #expect(try await practice.clinic.vault.verify().isConsistent)
        // The same call once more reads nothing and makes nothing.
        #expect(try await attach(breakingOffAfter: 0) == id)
        #expect(try await desk.attachments(of: note).count == 1)
    }

    @Test(
        "holds what came last, whatever was written before under the same key",
        arguments: [0, 3 * mebibyte, 9 * mebibyte + 1]
    )
    func anotherFile(size: Int) async throws {
        await #expect(throws: NotesError(.sourceFailed)) { try await attach(breakingOffAfter: 9) }
        let other = AttachedPractice.file(size, seed: 2)
        let id = try await attach(other)
        #expect(try await desk.openAttachment(id).copyBytes() == other)
        #expect(try await practice.rows(.segment).count == Int(SegmentRun.count(of: UInt64(size))))
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test func `is another request under another name, as is a finished one`() async throws {
        await #expect(throws: NotesError(.sourceFailed)) { try await attach(breakingOffAfter: 5) }
        await #expect(throws: NotesError(.idempotencyMismatch)) { try await attach(name: "x") }
        try await attach()
        await #expect(throws: NotesError(.idempotencyMismatch)) { try await attach(name: "x") }
    }

    @Test func `is removed when nobody went on with it for a week`() async throws {
        await #expect(throws: NotesError(.sourceFailed)) { try await attach(breakingOffAfter: 9) }
        clock.advance(by: .seconds(6 * 86_400))
        try await practice.clinic.vault.checkpoint()
        #expect(try await practice.rows(.segment).count == 8)
        #expect(try await practice.clinic.vault.removeUnfinishedAttachments() == 0)
        clock.advance(by: .seconds(86_400))
        try await practice.clinic.vault.checkpoint()
        #expect(try await practice.rows(.segment, .upload).isEmpty)
        #expect(try await practice.clinic.vault.verify().isConsistent)
        // Whoever comes back begins anew.
        let id = try await attach()
        #expect(try await desk.openAttachment(id).copyBytes() == Self.file)
    }

    @Test func `is refused when it is swept away while somebody writes it`() async throws {
        var sent = 0
        await #expect(throws: NotesError(.conflict)) {
            _ = try await desk.attach(mediaType: "a/b", to: note, idempotencyKey: "attach") {
                sent += 1
                if sent == 10 {
                    clock.advance(by: .seconds(1))
                    // A sweep that meets the commit under way leaves the upload alone, and the next one does not.
                    var removed = 0
                    while removed == 0 {
                        removed = try await practice.clinic.vault.removeUnfinishedAttachments(
                            untouchedFor: .zero
                        )
                    }
                }
                return sent > 12 ? nil : SensitiveBytes(AttachedPractice.file(Self.mebibyte))
            }
        }
        #expect(try await desk.attachments(of: note).isEmpty)
        #expect(try await practice.clinic.vault.verify().isConsistent)
    }

    @Test func `is one attachment, however many write it at once`() async throws {
        let ids = Shared<Set<AttachmentID>>([])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    // Who is overtaken tries again, as a caller does.
                    for _ in 0..<50 {
                        do {
                            let id = try await attach()
                            ids.change { _ = $0.insert(id) }
                            return
                        } catch { continue }
                    }
                }
            }
        }
        #expect(ids.value.count == 1)
        #expect(try await desk.attachments(of: note).map(\.id) == Array(ids.value))
        let id = try #require(ids.value.first)
        #expect(try await desk.openAttachment(id).copyBytes() == Self.file)
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.pendingUploads == 0)
    }

    @Test func `a verification beside one that goes on finds nothing`() async throws {
        let vault = practice.clinic.vault
        let clean = Shared(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<3 { try await attach(key: IdempotencyKey("attach \(number)")) }
            }
            group.addTask {
                for _ in 0..<6 {
                    let report = try await vault.verify()
                    #expect(report.findings.isEmpty, "\(report.findings)")
                    clean.change { $0 += 1 }
                }
            }
            try await group.waitForAll()
        }
        #expect(clean.value == 6)
    }
}
