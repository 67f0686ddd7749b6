public import ClinicalNotesModel

/// A file that belongs to a note written elsewhere.
public struct ExternalAttachment: Sendable {
    /// Gives the next bytes, or `nil` after the last ones.
    public typealias Chunks = @Sendable () async throws -> SensitiveBytes?

    /// Where the bytes are.
    public enum Content: Sendable {
        /// Here.
        case bytes(SensitiveBytes)
        /// Elsewhere; each call reads them from the start.
        case stream(@Sendable () async throws -> Chunks)
    }

    /// The file's name, if it has one.
    public var name: String?
    /// The media type, as the source says.
    public var mediaType: String
    /// The bytes.
    public var content: Content
    /// How many bytes there must be, if the source says.
    public var size: Int?
    /// The SHA-1 of the bytes, if the source says: tells the file from others of the same name when it comes again.
    ///
    /// It is not compared with the bytes: who reads them from outside does that, as `FHIRImport` does.
    public var sha1: [UInt8]?

    /// Describes a file.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - mediaType: The media type, as the source says.
    ///   - content: The bytes.
    ///   - size: How many bytes there must be.
    ///   - sha1: The SHA-1 of the bytes, as the source says.
    public init(
        name: String? = nil,
        mediaType: String,
        content: Content,
        size: Int? = nil,
        sha1: [UInt8]? = nil
    ) {
        self.name = name
        self.mediaType = mediaType
        self.content = content
        self.size = size
        self.sha1 = sha1
    }
}

extension ExternalAttachment: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: names and bytes stay out of logs.
    public var description: String { "ExternalAttachment" }
    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
