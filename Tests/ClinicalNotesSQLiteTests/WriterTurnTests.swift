#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import Testing

@Suite("Several processes that write all the time", .serialized)
struct WriterTurnTests {
    static let commits = Soak.isOn ? 20_000 : 400

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "take turns: none of them is kept out",
        .enabled(if: FileManager.default.isExecutableFile(atPath: CrashTests.writer.path)),
        .timeLimit(.minutes(20)),
        arguments: [2, 3]
    )
    func fair(_ count: Int) async throws {
        try await SQLiteNoteStore(path: folder.file()).close()
        var processes: [Process] = []
        defer {
            for process in processes where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        for number in 0..<count {
            let notes = folder.file("acknowledged-\(number)")
            #expect(FileManager.default.createFile(atPath: notes, contents: nil))
            let process = Process()
            process.executableURL = CrashTests.writer
            process.arguments = [folder.file(), "\(number)"]
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
            try process.run()
            processes.append(process)
        }
        func written() -> [Int] {
            (0..<count).map { number in
                FileManager.default.contents(atPath: folder.file("acknowledged-\(number)"))?
                    .count { $0 == UInt8(ascii: "\n") } ?? 0
            }
        }
        // From when all of them write.
        while written().contains(0), processes.allSatisfy(\.isRunning) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let begin = written()
        while written().reduce(0, +) < begin.reduce(0, +) + Self.commits, processes.allSatisfy(\.isRunning) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let shares = zip(written(), begin).map { $0 - $1 }
        let areRunning = processes.map(\.isRunning)
        #expect(!areRunning.contains(false))
        let (least, most) = (shares.min() ?? 0, shares.max() ?? 0)
        #expect(least * 4 >= most, "\(shares)")
        print("agreed in turns: \(count) processes wrote \(shares) batches beside each other")
    }

    @Test("leave no companion file behind")
    func companion() async throws {
        let stores = try [SQLiteNoteStore(path: folder.file()), SQLiteNoteStore(path: folder.file())]
        for (number, store) in stores.enumerated() {
            _ = try await store.commit([Samples.put(UInt64(number))], by: .never)
        }
        #expect(FileManager.default.fileExists(atPath: folder.file() + "-turn"))
        try await stores[0].close()
        // The one that stays goes on where the other one has taken the companion away.
        _ = try await stores[1].commit([Samples.put(2)], by: .never)
        #expect(FileManager.default.fileExists(atPath: folder.file() + "-turn"))
        try await stores[1].close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.db"])
    }

    @Test("write on where the companion cannot be made")
    func withoutCompanion() async throws {
        try FileManager.default.createDirectory(
            atPath: folder.file() + "-turn",
            withIntermediateDirectories: false
        )
        let store = try SQLiteNoteStore(path: folder.file())
        #expect(try await store.commit([Samples.put(0)], by: .never) == [.committed(positions: [0])])
        try await store.close()
    }

    @Test("write on when whoever has the turn does not write for long")
    func stoppedInTurn() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(0)], by: .never)
        let waiting = LockWait()
        let turn = WriterTurn(at: folder.file(), waiting: waiting)
        let (held, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        DispatchQueue.global().async {
            try? turn.take {
                held.signal()
                isOver.wait()
            }
        }
        await withCheckedContinuation { waiting in
            DispatchQueue.global().async {
                held.wait()
                waiting.resume()
            }
        }
        // It is given back only afterwards.
        #expect(
            try await store.commit([Samples.put(1)], by: .after(.seconds(60))) == [.committed(positions: [1])]
        )
        isOver.signal()
        try await store.close()
    }

    @Test("come to their turn when the one before has begun to write, and not before")
    func order() throws {
        let waits = [LockWait(), LockWait()]
        let turns = waits.map { WriterTurn(at: folder.file(), waiting: $0) }
        try turns[0].take {
            waits[1].begin(until: .after(.milliseconds(20)))
            let error = #expect(throws: DatabaseError.self) { try turns[1].take {} }
            #expect(error?.resultCode == .SQLITE_BUSY)
        }
        try turns[1].take {}
        for turn in turns { turn.close() }
    }
}
#endif
