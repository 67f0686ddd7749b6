import Foundation
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

@Suite("A file whose folder cannot be flushed")
struct DurableFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var file: DurableFile { DurableFile(path: folder.file("file")) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    private func failure(_ body: () throws(DurableFile.Failure) -> Void) -> DurableFile.Failure? {
        do throws(DurableFile.Failure) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test("is put back as it was, so that nobody takes for done what may be undone")
    func replaced() throws {
        try file.replace([1, 2, 3])
        #expect(
            failure { () throws(DurableFile.Failure) in try file.replace([4]) { _ in false } } == .unflushed
        )
        #expect(try file.read() == [1, 2, 3])
        #expect(try names == ["file"])
        try file.replace([4])
        #expect(try file.read() == [4])
    }

    @Test("is none where there was none")
    func begun() throws {
        #expect(
            failure { () throws(DurableFile.Failure) in try file.replace([4]) { _ in false } } == .unflushed
        )
        #expect(try names.isEmpty)
        let failed = failure { () throws(DurableFile.Failure) in
            try file.write([4], at: 0) { _ in false }
        }
        #expect(failed == .unflushed)
        #expect(try names.isEmpty)
        try file.write([4], at: 0)
        // What grows is in its folder already.
        try file.write([5], at: 1) { _ in false }
        #expect(try file.read() == [4, 5])
    }

    @Test("has the name that it was given, whole, and none beside, which is told")
    func renamed() throws {
        let other = DurableFile(path: folder.file("other"))
        try file.replace([1])
        try other.replace([2])
        let failed = failure { () throws(DurableFile.Failure) in
            try file.rename(to: other) { _ in false }
        }
        #expect(failed == .unflushed)
        #expect(try other.read() == [1])
        #expect(try names == ["other"])
    }
}
