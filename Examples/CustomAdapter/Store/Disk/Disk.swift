package import ClinicalNotesStorage

/// All that the store asks of a disk.
///
/// A seam: below it the tests cut the power, fill the disk and hold it up, and above it nobody notices.
package protocol Disk: Sendable {
    /// Opens a file to read and write; makes it, and empties one that is there, if `creating`.
    func file(at path: String, creating: Bool) throws(StorageError) -> any DiskFile

    /// Whether there is something at a path; throws if that cannot be known.
    func isThere(_ path: String) throws(StorageError) -> Bool

    /// Gives a file another name, in place of a file that has it.
    func move(_ path: String, to target: String) throws(StorageError)

    /// Removes a file.
    func remove(_ path: String) throws(StorageError)

    /// Makes durable which names a folder has.
    func flushFolder(of path: String) throws(StorageError)

    /// Takes a lock that one process has until it is released; `nil` if another process has it.
    func lock(_ path: String) throws(StorageError) -> (any DiskLock)?
}

/// A file that is open.
package protocol DiskFile: Sendable {
    /// How long the file is.
    func count() throws(StorageError) -> Int

    /// Reads bytes; fewer only where the file ends.
    func bytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8]

    /// Writes bytes; if it throws, any number of them are written.
    func put(_ bytes: [UInt8], at offset: Int) throws(StorageError)

    /// Cuts the file to a length, durably.
    func cut(to count: Int) throws(StorageError)

    /// Makes durable what was written.
    func flush() throws(StorageError)

    /// Whether this is the file that stands at a path.
    func isStill(at path: String) -> Bool
}

/// A lock that is held.
package protocol DiskLock: Sendable {
    /// Lets another process have it.
    func release()
}
