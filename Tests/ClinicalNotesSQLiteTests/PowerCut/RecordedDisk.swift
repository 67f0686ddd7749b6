#if SQLite
import Foundation
import GRDBSQLite
import Synchronization

/// Notes, in order, what the engine does to the files of a folder, and does it.
///
/// The engine's own way to files stays what it is; where it opens a file of the folder, three of the file's methods are put
/// before their originals. Files elsewhere are left alone, so that other tests are not held up.
@safe enum RecordedDisk {
    /// Sendable: the engine's table of methods is constant and lives as long as the process.
    @safe private struct File: @unchecked Sendable {
        let name: String
        let whole: UnsafePointer<sqlite3_io_methods>
    }

    private struct State {
        var folder: String?
        var operations: [DiskOperation] = []
        /// The open files, by their addresses.
        var files: [UInt: File] = [:]
    }

    private static let state = Mutex(State())
    nonisolated(unsafe) private static var original = unsafe sqlite3_vfs()
    private static let registered: Bool = {
        guard let found = unsafe sqlite3_vfs_find(nil) else { return false }
        unsafe original = unsafe found.pointee
        let recording = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unsafe recording.initialize(to: found.pointee)
        unsafe recording.pointee.pNext = nil
        unsafe recording.pointee.zName = UnsafePointer(strdup("recorded"))
        unsafe recording.pointee.xOpen = { vfs, path, file, flags, outFlags in
            unsafe RecordedDisk.open(vfs, path, file, flags, outFlags)
        }
        unsafe recording.pointee.xDelete = { vfs, path, isFlushed in
            unsafe RecordedDisk.delete(vfs, path, isFlushed)
        }
        return unsafe sqlite3_vfs_register(recording, 1) == SQLITE_OK
    }()

    /// Notes what is done to the files of a folder while a body runs.
    ///
    /// One folder at a time; files that were open before are not noticed.
    static func record(
        in folder: String,
        _ body: () async throws -> Void
    ) async throws -> [DiskOperation] {
        guard registered else { throw CocoaError(.featureUnsupported) }
        state.withLock { ($0.folder, $0.operations) = (folder + "/", []) }
        defer { state.withLock { $0.folder = nil } }
        try await body()
        return state.withLock { state in
            defer { state.operations = [] }
            return state.operations
        }
    }

    static func acknowledge(_ number: UInt64) { note(.acknowledge(number)) }

    private static func note(_ operation: DiskOperation) {
        state.withLock { $0.operations.append(operation) }
    }

    /// The name of a file in the folder; nothing for files elsewhere, and for memory that processes share.
    private static func name(_ path: UnsafePointer<CChar>?) -> String? {
        guard let path = unsafe path.map({ unsafe String(cString: $0) }) else { return nil }
        return state.withLock { state in
            guard let folder = state.folder, path.hasPrefix(folder), !path.hasSuffix("-shm") else {
                return nil
            }
            return String(path.dropFirst(folder.count))
        }
    }

    private static func open(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
        _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let name = unsafe name(path)
        let isNew = unsafe name != nil && path.map { unsafe access($0, F_OK) != 0 } == true
        let result = unsafe original.xOpen(vfs, path, file, flags, outFlags)
        guard result == SQLITE_OK, let name, let file = unsafe file,
            let whole = unsafe file.pointee.pMethods
        else { return result }
        if isNew { note(.create(name)) }
        // As long as the process lives: a few hundred bytes for each time a file is opened.
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        unsafe methods.initialize(to: whole.pointee)
        unsafe methods.pointee.xWrite = { file, bytes, count, offset in
            unsafe RecordedDisk.write(file, bytes, count, offset)
        }
        unsafe methods.pointee.xTruncate = { file, size in
            unsafe RecordedDisk.change(file, { .truncate($0, to: Int(size)) }) {
                unsafe $0.pointee.xTruncate($1, size)
            }
        }
        unsafe methods.pointee.xSync = { file, flags in
            unsafe RecordedDisk.change(file, { .flush($0) }) { unsafe $0.pointee.xSync($1, flags) }
        }
        unsafe file.pointee.pMethods = UnsafePointer(methods)
        let address = UInt(bitPattern: file)
        let known = unsafe File(name: name, whole: whole)
        state.withLock { $0.files[address] = known }
        return result
    }

    private static func delete(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
        _ path: UnsafePointer<CChar>?,
        _ isFlushed: Int32
    ) -> Int32 {
        let result = unsafe original.xDelete(vfs, path, isFlushed)
        if result == SQLITE_OK, let name = unsafe name(path) {
            note(.delete(name, isFlushed: isFlushed != 0))
        }
        return result
    }

    private static func write(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ bytes: UnsafeRawPointer?,
        _ count: Int32,
        _ offset: Int64
    ) -> Int32 {
        let written = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        return unsafe change(file, { .write($0, at: Int(offset), written) }) {
            unsafe $0.pointee.xWrite($1, bytes, count, offset)
        }
    }

    /// Does what the original does, and notes it.
    private static func change(
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ operation: (String) -> DiskOperation,
        _ original: (UnsafePointer<sqlite3_io_methods>, UnsafeMutablePointer<sqlite3_file>?) -> Int32
    ) -> Int32 {
        let address = UInt(bitPattern: file)
        guard let known = state.withLock({ $0.files[address] }) else { return SQLITE_IOERR }
        let result = unsafe original(known.whole, file)
        if result == SQLITE_OK { note(operation(known.name)) }
        return result
    }
}
#endif
