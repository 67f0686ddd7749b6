internal import BenchmarkTools
internal import CSodium
internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// An attachment in and out, beside the bare cipher over pieces of a MiB and the same store: each piece sealed, written with a
/// commit of its own, and fetched and opened again.
struct AttachmentBenchmark {
    private static let piece = 1 << 20

    private let store: any NoteStore
    private let practice: SamplePractice
    private let note: NoteID
    private let desk: NoteSession
    private let bytes: SensitiveBytes
    private let plain: [UInt8]
    private let key = [UInt8](repeating: 7, count: Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES))

    /// Measures and prints, in memory and in a SQLite file.
    ///
    /// - Parameter mebibytes: How large the attachment is.
    /// - Throws: What the stores and the vault throw.
    static func run(mebibytes: Int) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let memory = try await AttachmentBenchmark(InMemoryNoteStore())
        try await memory.compare(rounds: 5, of: min(mebibytes, 32), "in memory")
        let file = try SQLiteNoteStore(path: folder.appendingPathComponent("practice.db").path)
        let stored = try await AttachmentBenchmark(file)
        try await stored.compare(rounds: 3, of: min(mebibytes, 256), "in SQLite")
        try await stored.once(mebibytes)
    }

    private init(_ store: any NoteStore) async throws {
        self.store = store
        practice = try await SamplePractice(foundedIn: store)
        desk = try await practice.desk()
        note = try await desk.draft(
            PsychotherapyNote(themes: ["Recorded"]),
            about: [practice.register("Ana")],
            idempotencyKey: "note"
        )
        plain = [UInt8](repeating: 0x61, count: Self.piece)
        bytes = SensitiveBytes(plain)
    }

    /// Both in turn, some rounds of so many MiB.
    private func compare(rounds: Int, of mebibytes: Int, _ place: String) async throws {
        var (written, read): ([Double], [Double]) = ([], [])
        var (inTime, outTime): ([Duration], [Duration]) = ([], [])
        for round in 0...rounds {
            let (attached, id) = try await time { try await attach(mebibytes, "\(place) \(round)") }
            let (opened, _) = try await time { try await open(id, mebibytes) }
            let owner = OwnerID(Bytes16(high: 1, low: UInt64(round + 1)))
            let (bareIn, _) = try await time { try await writeBare(mebibytes, of: owner) }
            let (bareOut, _) = try await time { try await readBare(mebibytes, of: owner) }
            // The first round warms everything up.
            guard round > 0 else { continue }
            written.append(bareIn / attached)
            read.append(bareOut / opened)
            inTime.append(attached)
            outTime.append(opened)
        }
        report("attach \(mebibytes) MiB \(place)", mebibytes, inTime, written)
        report("read \(mebibytes) MiB \(place)", mebibytes, outTime, read)
    }

    private func report(_ name: String, _ mebibytes: Int, _ durations: [Duration], _ rates: [Double]) {
        let rate = rates.sorted()[rates.count / 2]
        print(
            Line.throughput(name, bytes: mebibytes * Self.piece, in: durations.sorted()[durations.count / 2])
                + ", of the rate of the bare cipher over the same store \(Line.rounded(rate))"
                + " (goal 0.9: \(rate >= 0.9 ? "reached" : "not reached"))"
        )
    }

    /// One large attachment, and what it takes of memory beyond what was taken before.
    private func once(_ mebibytes: Int) async throws {
        let before = try ResidentMemory.reset()
        let (attached, id) = try await time { try await attach(mebibytes, "large") }
        let after = try ResidentMemory.peak()
        let (opened, _) = try await time { try await open(id, mebibytes) }
        let last = try ResidentMemory.peak()
        print(Line.throughput("attach \(mebibytes) MiB", bytes: mebibytes * Self.piece, in: attached))
        print(Line.throughput("read \(mebibytes) MiB", bytes: mebibytes * Self.piece, in: opened))
        print("memory beside: \((after - before) >> 10) MiB in, \((last - before) >> 10) MiB in and out")
    }

    private func time<Value>(_ work: () async throws -> Value) async throws -> (Duration, Value) {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try await work()
        return (clock.now - start, value)
    }

    private func attach(_ mebibytes: Int, _ key: String) async throws -> AttachmentID {
        var left = mebibytes
        return try await desk.attach(
            name: "recording",
            mediaType: "audio/wav",
            to: note,
            idempotencyKey: IdempotencyKey(key)
        ) {
            left -= 1
            return left < 0 ? nil : bytes
        }
    }

    private func open(_ id: AttachmentID, _ mebibytes: Int) async throws {
        var count = 0
        for try await chunk in try await desk.openAttachment(id).chunks { count += chunk.count }
        precondition(count == mebibytes * Self.piece)
    }

    // MARK: By hand

    private func key(_ number: Int, of owner: OwnerID) -> RecordKey {
        RecordKey(
            tenant: practice.vault.tenant,
            owner: owner,
            collection: .segment,
            record: RecordID(Bytes16(high: 0, low: UInt64(number)))
        )
    }

    private func writeBare(_ mebibytes: Int, of owner: OwnerID) async throws {
        let (nonce, tag) = (BareCipher.nonceLength, BareCipher.tagLength)
        for number in 0..<mebibytes {
            let sealed = unsafe [UInt8](unsafeUninitializedCapacity: nonce + Self.piece + tag) { out, used in
                guard let start = out.baseAddress else { return }
                unsafe randombytes_buf(start, nonce)
                _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    start + nonce,
                    nil,
                    plain,
                    UInt64(plain.count),
                    nil,
                    0,
                    nil,
                    start,
                    key
                )
                used = nonce + Self.piece + tag
            }
            let batch = WriteBatch(
                tenant: practice.vault.tenant,
                expectations: [],
                writes: [.put(key(number, of: owner), RecordBytes(sealed), index: [])]
            )
            _ = try await store.commit([batch], by: .never)
        }
    }

    private func readBare(_ mebibytes: Int, of owner: OwnerID) async throws {
        let nonce = BareCipher.nonceLength
        for number in 0..<mebibytes {
            guard let row = try await store.fetch([key(number, of: owner)], by: .never)[0] else { continue }
            let sealed = row.value.joined
            let opened = unsafe [UInt8](unsafeUninitializedCapacity: Self.piece) { out, used in
                let status = unsafe sealed.withUnsafeBufferPointer { sealed in
                    guard let start = sealed.baseAddress else { return Int32(-1) }
                    return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                        out.baseAddress,
                        nil,
                        nil,
                        start + nonce,
                        UInt64(sealed.count - nonce),
                        nil,
                        0,
                        start,
                        key
                    )
                }
                used = status == 0 ? Self.piece : 0
            }
            precondition(opened.count == Self.piece)
        }
    }
}
