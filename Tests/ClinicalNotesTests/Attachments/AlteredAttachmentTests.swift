import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("Segments that somebody moved, cut or replaced")
struct AlteredAttachmentTests {
    private static let mebibyte = AttachedPractice.mebibyte
    private let store = TamperingStore()
    private let practice: AttachedPractice
    private let files: [AttachmentID: [UInt8]]
    private let image: StoreImage

    init() async throws {
        practice = try await AttachedPractice(store: store)
        let desk = practice.desk
        let general = try await desk.signed("Text", about: practice.ana.id, key: "general")
        let own = try await desk.analysed("Impression", about: practice.ana.id, key: "own")
        var files: [AttachmentID: [UInt8]] = [:]
        for (number, note) in [general, general, own].enumerated() {
            let file = AttachedPractice.file((1 + number) * Self.mebibyte / 2 + 500, seed: UInt64(number))
            let id = try await practice.attach(file, to: note, key: IdempotencyKey("\(number)"))
            files[id] = file
        }
        self.files = files
        image = store.image
    }

    private var segments: [RecordKey] { image.keys.filter { $0.collection == .segment } }

    /// What is read of the attachments while segments are altered: nothing that was not written there, and something is
    /// refused.
    private func expectRefused(
        _ name: String,
        verifying: Bool = true,
        _ alter: (inout StoreImage) -> Void
    ) async throws {
        var altered = store.image
        alter(&altered)
        store.image = altered
        var refused = 0
        for (id, file) in files {
            let opened = try await practice.desk.openAttachment(id)
            for start in stride(from: 0, to: file.count, by: Self.mebibyte) {
                do {
                    let read = try await opened.read(at: UInt64(start), count: Self.mebibyte)
                    #expect(read.copyBytes() == Array(file[start...].prefix(Self.mebibyte)), "\(name)")
                } catch {
                    guard error.code == .tampered else { throw error }
                    refused += 1
                }
            }
        }
        #expect(refused > 0, "\(name)")
        if verifying { #expect(try await !practice.clinic.vault.verify().isConsistent, "\(name)") }
        var restored = store.image
        for key in restored.keys where key.collection == .segment { restored[key] = nil }
        for key in segments { restored[key] = image[key] }
        store.image = restored
    }

    @Test func `every swap is refused, within an attachment and between attachments and notes`() async throws
    {
        var tried = 0
        for (place, one) in segments.enumerated() {
            for other in segments[(place + 1)...] {
                try await expectRefused("\(one.record) and \(other.record)") { altered in
                    altered[one]?.value = image[other]?.value ?? []
                    altered[other]?.value = image[one]?.value ?? []
                }
                tried += 1
            }
        }
        #expect(tried == 10)
        try await expectRefused("all of them one further") { altered in
            for (place, key) in segments.enumerated() {
                altered[key]?.value = image[segments[(place + 1) % segments.count]]?.value ?? []
            }
        }
        #expect(try await practice.clinic.vault.verify().isConsistent)
    }

    @Test func `every missing, cut, copied and changed one is refused`() async throws {
        for (place, key) in segments.enumerated() {
            let value = image[key]?.value ?? []
            try await expectRefused("removed") { $0[key] = nil }
            try await expectRefused("cut", verifying: place == 0) { $0[key]?.value = Array(value.dropLast()) }
            try await expectRefused("empty", verifying: place == 0) { $0[key]?.value = [] }
            try await expectRefused("longer", verifying: place == 0) { $0[key]?.value = value + [0] }
            for byte in [0, 8, 40, 64, value.count - 1] {
                try await expectRefused("byte \(byte)", verifying: place == 1) { $0[key]?.value[byte] ^= 1 }
            }
            let previous = segments[(place + segments.count - 1) % segments.count]
            try await expectRefused("copied") { $0[key]?.value = image[previous]?.value ?? [] }
        }
    }

    @Test func `one that was written before under the same number is refused`() async throws {
        let desk = practice.desk
        let note = try await desk.draft(FreeText("x"), about: [practice.ana.id], idempotencyKey: "draft")
        var sent = 0
        let old = AttachedPractice.file(9 * Self.mebibyte, seed: 8)
        await #expect(throws: NotesError(.sourceFailed)) {
            _ = try await desk.attach(mediaType: "a/b", to: note, idempotencyKey: "late") {
                guard sent == 0 else { throw BrokenOff() }
                sent += 1
                return SensitiveBytes(old)
            }
        }
        let before = store.image
        let file = AttachedPractice.file(9 * Self.mebibyte, seed: 9)
        let id = try await desk.attach(
            SensitiveBytes(file),
            mediaType: "a/b",
            to: note,
            idempotencyKey: "late"
        )
        let opened = try await desk.openAttachment(id)
        let replayed = before.keys.filter { $0.collection == .segment && image[$0] == nil }
        #expect(replayed.count == 8)
        for key in replayed.prefix(2) {
            let stored = store.image[key]
            store.image[key] = before[key]
            let start = UInt64(key.record.segmentNumber) * UInt64(Self.mebibyte)
            await #expect(throws: NotesError(.tampered)) { _ = try await opened.read(at: start, count: 1) }
            #expect(try await !practice.clinic.vault.verify().isConsistent)
            store.image[key] = stored
        }
    }

    @Test func `a planted segment is a finding, and no pending one`() async throws {
        let key = try #require(segments.last)
        for planted in [key.record.segment(9), RecordID(Bytes16(high: 1, low: 0))] {
            let row = RecordKey(
                tenant: key.tenant,
                owner: key.owner,
                collection: .segment,
                record: planted
            )
            store.image[row] = image[key]
            let report = try await practice.clinic.vault.verify()
            #expect(report.findings.map(\.kind) == [.unfiled])
            #expect(report.pendingUploads == 0)
            store.image[row] = nil
        }
    }

    @Test func `a row of what is pending is a finding without its segments, and where they are filed`()
        async throws
    {
        let desk = practice.desk
        let note = try await desk.draft(FreeText("x"), about: [practice.ana.id], idempotencyKey: "draft")
        let file = AttachedPractice.file(5 * Self.mebibyte)
        var sent = 0
        await #expect(throws: NotesError(.sourceFailed)) {
            _ = try await desk.attach(mediaType: "a/b", to: note, idempotencyKey: "late") {
                guard sent == 0 else { throw BrokenOff() }
                sent += 1
                return SensitiveBytes(file)
            }
        }
        let pending = store.image
        let row = try #require(pending.keys.first { $0.collection == .upload })
        let segment = try #require(
            pending.keys.first {
                $0.collection == .segment && $0.record.segmentNumber == 2 && image[$0] == nil
            }
        )
        store.image[segment] = nil
        let missing = try await practice.clinic.vault.verify()
        #expect(missing.findings == [StoreReport.Finding(.missing, segment)])
        store.image[segment] = pending[segment]
        #expect(try await practice.clinic.vault.verify().isConsistent)
        _ = try await desk.attach(
            SensitiveBytes(file),
            mediaType: "a/b",
            to: note,
            idempotencyKey: "late"
        )
        store.image[row] = pending[row]
        let stale = try await practice.clinic.vault.verify()
        #expect(stale.findings == [StoreReport.Finding(.unfiled, row)])
    }

    @Test func `what is stored tells neither name nor type nor byte of it`() async throws {
        let mark = Array("a mark that stands nowhere in the clear".utf8)
        let note = try await practice.desk.analysed("x", about: practice.ana.id, key: "marked")
        _ = try await practice.desk.attach(
            SensitiveBytes(mark + [UInt8](repeating: 0, count: 100)),
            name: "named-so-that-it-is-found",
            mediaType: "application/x-found",
            to: note,
            idempotencyKey: "marked"
        )
        let sought = [mark, Array("named-so-that-it-is-found".utf8), Array("application/x-found".utf8)]
        for row in try await practice.clinic.records() {
            let value = row.value.joined
            guard value.count < 20_000 else { continue }
            for words in sought {
                let found = value.indices.contains {
                    value[$0] == words[0] && value[$0...].starts(with: words)
                }
                #expect(!found)
            }
        }
    }
}
