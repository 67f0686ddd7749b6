package import ClinicalNotesModel

/// A file that belongs to a note written elsewhere.
package struct ExternalAttachment: Sendable {
    /// Gives the next bytes, or `nil` after the last ones.
    package typealias Chunks = @Sendable () async throws -> SensitiveBytes?

    /// Where the bytes are.
    package enum Content: Sendable {
        /// Here.
        case bytes(SensitiveBytes)
        /// Elsewhere; each call reads them from the start.
        case stream(@Sendable () async throws -> Chunks)
    }

    /// The file's name, if it has one.
    package var name: String?
    /// The media type, as the source says.
    package var mediaType: String
    /// The bytes.
    package var content: Content
    /// How many bytes there must be, if the source says.
    package var size: Int?
    /// The SHA-1 of the bytes, if the source says: tells the file from others of the same name when it comes again.
    ///
    /// It is not compared with the bytes: who reads them from outside does that, as `FHIRImport` does.
    package var sha1: [UInt8]?

    /// Describes a file.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - mediaType: The media type, as the source says.
    ///   - content: The bytes.
    ///   - size: How many bytes there must be.
    ///   - sha1: The SHA-1 of the bytes, as the source says.
    package init(
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

extension ExternalAttachment: DescribedByType {}
