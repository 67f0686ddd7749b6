internal import ClinicalNotesModel

/// One attachment of a note, as it stands in the input.
struct AttachmentPart: Sendable {
    /// The attachment's path in the resource.
    let path: String
    /// The media type as it was written, if it was.
    var mediaTypeText: String?
    /// What the input calls the attachment.
    let title: String?
    let size: Int?
    /// The hash, decoded.
    let hash: [UInt8]?
    /// The hash of the base64 letters as they stand, where a hash is given: some systems take that one.
    var hashOfLetters: [UInt8]?
    /// The bytes, once they are here.
    var bytes: SensitiveBytes?
    /// Where the bytes are, if they are not here.
    var address: String?

    var mediaType: MediaType? { mediaTypeText.flatMap { MediaType($0) } }

    /// Reads an attachment that passed ``ResourceCheck``; `nil` if it says that there is nothing.
    ///
    /// - Parameters:
    ///   - attachment: The attachment.
    ///   - path: Its path.
    ///   - lookUp: Gives the resource of the input that an address names.
    /// - Throws: `invalidBase64`.
    init?(
        _ attachment: JSONObject,
        path: String,
        lookUp: (String) -> JSONObject?
    ) throws(FHIRError) {
        self.path = path
        title = attachment.string("title")
        mediaTypeText = attachment.string("contentType")
        size = if case .number(let digits)? = attachment["size"] { Int(digits) } else { nil }
        hash = attachment.string("hash").flatMap { Base64.decode($0)?.copyBytes() }
        if let data = attachment.string("data") {
            guard let decoded = Base64.decode(data) else {
                throw FHIRError(.invalidBase64, path: "\(path).data")
            }
            bytes = decoded
            if hash != nil { hashOfLetters = SHA1.hash(data.utf8.span) }
        } else if let url = attachment.string("url") {
            try read(url, lookUp)
        } else {
            return nil
        }
    }

    /// An attachment of this text.
    init(path: String, mediaType: String, title: String? = nil, text: String) {
        self.path = path
        self.title = title
        mediaTypeText = mediaType
        size = nil
        hash = nil
        bytes = SensitiveBytes(text.utf8)
    }

    private mutating func read(_ url: String, _ lookUp: (String) -> JSONObject?) throws(FHIRError) {
        if url.prefix(5).lowercased() == "data:" {
            guard let data = DataURL(url) else { throw FHIRError(.invalidBase64, path: "\(path).url") }
            bytes = data.bytes
            if mediaTypeText == nil && !data.mediaType.isEmpty { mediaTypeText = data.mediaType }
        } else if let binary = lookUp(url), binary.string("resourceType") == ComplexType.binary.rawValue,
            let data = binary.string("data")
        {
            guard let decoded = Base64.decode(data) else {
                throw FHIRError(.invalidBase64, path: "\(path).url")
            }
            bytes = decoded
            if hash != nil { hashOfLetters = SHA1.hash(data.utf8.span) }
            if mediaTypeText == nil { mediaTypeText = binary.string("contentType") }
        } else {
            address = url
        }
    }
}
