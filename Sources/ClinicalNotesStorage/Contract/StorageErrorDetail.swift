/// What a database calls an error: a code of its own, which has no room for content.
public struct StorageErrorDetail: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The code and whose it is.
    public let description: String

    /// A SQLSTATE of the SQL standard or of a database that follows it.
    ///
    /// - Parameter sqlState: Five digits or capital letters; `nil` for anything else.
    public init?(sqlState: some StringProtocol) {
        let isCode = sqlState.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        guard isCode, sqlState.utf8.count == 5 else { return nil }
        description = "SQLSTATE \(sqlState)"
    }

    /// An extended result code of SQLite.
    public init(sqliteCode: Int32) { description = "SQLite \(sqliteCode)" }

    /// An error number of the operating system.
    public init(systemError: Int32) { description = "errno \(systemError)" }
}
