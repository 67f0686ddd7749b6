internal import Foundation

/// How many bytes this process has handed to the system for writing.
///
/// On Linux, `wchar` of /proc/self/io: to the database, to its write-ahead log and to the database again when the log
/// is emptied, whatever became of them on the disk. The system's `write_bytes` counts whole blocks of memory instead,
/// and of a block that is written twice sometimes one and sometimes two.
enum WrittenBytes {
    /// The count so far, or `nil` where the system keeps none.
    static var ofProcess: Int? {
        guard let counts = try? String(contentsOfFile: "/proc/self/io", encoding: .utf8) else { return nil }
        return counts.split(separator: "\n").first { $0.hasPrefix("wchar: ") }.flatMap {
            Int($0.dropFirst(7))
        }
    }
}
