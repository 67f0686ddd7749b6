internal import ClinicalNotesModel

/// Reads the words of one attachment.
struct PartReader {
    /// What one attachment says.
    struct Reading {
        let part: AttachmentPart
        /// The format that words were read from, if there were any.
        var format: TextFormat?
        var sections: [ImportedSection] = []
        /// Whether the original has to be kept beside the words.
        var keepsOriginal = false
        var hasMarkedCharacters = false
        var fallbacks: Set<ImportFallback> = []

        /// The words without the space between them, by which two formats are told to say the same.
        var letters: [UInt8] {
            sections.flatMap { section in section.text.utf8.copyBytes().filter { $0 > 0x20 } }
        }
    }

    let limits: ImportLimits

    /// Reads an attachment whose bytes are here.
    func read(_ part: AttachmentPart, _ bytes: SensitiveBytes) throws(FHIRError) -> Reading {
        var reading = Reading(part: part)
        // What says nothing that can be understood of its format may be read otherwise elsewhere.
        if part.mediaTypeText != nil && part.mediaType == nil { reading.keepsOriginal = true }
        try check(part, bytes, &reading)
        try read(bytes, part.mediaType, into: &reading, mayExpand: true)
        if reading.sections.isEmpty && reading.format == nil { reading.keepsOriginal = true }
        return reading
    }

    /// Compares size and hash with what the input says.
    private func check(
        _ part: AttachmentPart,
        _ bytes: SensitiveBytes,
        _ reading: inout Reading
    ) throws(FHIRError) {
        if let size = part.size, size != bytes.count {
            throw FHIRError(.sizeMismatch, path: "\(part.path).size")
        }
        guard let hash = part.hash else { return }
        let actual = bytes.withBytes { SHA1.hash(Span<UInt8>(_bytes: $0)) }
        // Some systems write the hash in hexadecimal digits before they write those in base64.
        let digits = [actual, part.hashOfLetters].compactMap { $0 }.map(Self.digits)
        guard hash != actual, hash != part.hashOfLetters, !digits.contains(hash.map { $0 | 0x20 }) else {
            return
        }
        guard hash.count != actual.count, hash.count != digits[0].count else {
            throw FHIRError(.hashMismatch, path: "\(part.path).hash")
        }
        reading.fallbacks.insert(.hashNotChecked)
    }

    private static func digits(of hash: [UInt8]) -> [UInt8] {
        hash.flatMap { byte in [byte >> 4, byte & 15].map { Array("0123456789abcdef".utf8)[Int($0)] } }
    }

    private func read(
        _ bytes: SensitiveBytes,
        _ declared: MediaType?,
        into reading: inout Reading,
        mayExpand: Bool
    ) throws(FHIRError) {
        let sniffed = bytes.withBytes { TextFormat.mediaType(of: Span<UInt8>(_bytes: $0)) }
        if sniffed == "application/gzip" && mayExpand {
            reading.fallbacks.insert(.compressed)
            reading.keepsOriginal = true
            guard let expanded = Gzip.decompressed(bytes.copyBytes(), limit: limits.note) else { return }
            let isPacking = declared.map { $0.name.hasSuffix("gzip") } ?? true
            return try read(
                SensitiveBytes(expanded),
                isPacking ? nil : declared,
                into: &reading,
                mayExpand: false
            )
        }
        guard let mediaType = mediaType(declared, sniffed, bytes, &reading) else { return }
        let format = bytes.withBytes { TextFormat(mediaType, Span<UInt8>(_bytes: $0)) }
        guard let format else { return }
        if format == .richText {
            try take(SensitiveBytes(RTFReducer.reduce(bytes.copyBytes()).text), format, into: &reading)
        } else if let text = decoded(bytes, mediaType, &reading) {
            try take(text, format, into: &reading)
        }
    }

    private func mediaType(
        _ declared: MediaType?,
        _ sniffed: String?,
        _ bytes: SensitiveBytes,
        _ reading: inout Reading
    ) -> MediaType? {
        if let declared, !["application/octet-stream", "application/binary"].contains(declared.name) {
            return declared
        }
        reading.fallbacks.insert(.contentTypeGuessed)
        if let sniffed { return MediaType(sniffed) }
        let isText = TextCheck.invalidByte(of: bytes) == nil && TextCheck(bytes).zeroByte == nil
        return isText ? MediaType("text/plain") : nil
    }

    /// The bytes as UTF-8, or `nil` if their charset is not known here or they are not in it.
    private func decoded(
        _ bytes: SensitiveBytes,
        _ mediaType: MediaType,
        _ reading: inout Reading
    ) -> SensitiveBytes? {
        let isPlain = mediaType.name == "text/plain"
        let (mark, inner) = bytes.withBytes { raw in
            let span = Span<UInt8>(_bytes: raw)
            return (Charset(markOf: span), isPlain ? nil : Charset.name(in: span))
        }
        let name = mediaType.charset ?? inner
        let charset = mark ?? name.map { Charset(named: $0) } ?? .utf8
        guard let charset else {
            // Nearly every charset has ASCII in it.
            guard TextCheck(bytes).isASCII else { return nil }
            return bytes
        }
        guard let text = charset.decoded(bytes) else { return nil }
        guard case .utf8 = charset, TextCheck.invalidByte(of: text) != nil else { return text }
        reading.fallbacks.insert(.charsetGuessed)
        reading.keepsOriginal = true
        return Charset.latin.decoded(bytes)
    }

    private func take(
        _ text: SensitiveBytes,
        _ format: TextFormat,
        into reading: inout Reading
    ) throws(FHIRError) {
        reading.format = format
        if format.keepsOriginal { reading.keepsOriginal = true }
        switch format {
        case .plain, .richText: try add(nil, text, to: &reading)
        case .html:
            let page = HTMLReducer.reduce(text.copyBytes())
            if page.isPartial { reading.keepsOriginal = true }
            try add(nil, SensitiveBytes(page.text), to: &reading)
        case .clinicalDocument:
            let document = ClinicalDocumentReader(text.copyBytes())
            for section in document.sections {
                let title = section.titles.joined(separator: Array(": ".utf8))
                try add(
                    ClinicalText(utf8: SensitiveBytes(Array(title))),
                    SensitiveBytes(section.text),
                    to: &reading
                )
            }
            if let body = document.body { try take(body, into: &reading) }
        }
    }

    /// Reads the body of a C-CDA that is a document of another kind, unless it is another C-CDA.
    private func take(
        _ body: ClinicalDocumentReader.Body,
        into reading: inout Reading
    ) throws(FHIRError) {
        guard body.isBase64 else { return try add(nil, SensitiveBytes(body.text), to: &reading) }
        guard let bytes = Base64.decode(String(decoding: body.text, as: UTF8.self)) else { return }
        let mediaType = MediaType(body.mediaType)
        let format = mediaType.flatMap { type in
            bytes.withBytes { TextFormat(type, Span<UInt8>(_bytes: $0)) }
        }
        guard format != .clinicalDocument else { return }
        try read(bytes, mediaType, into: &reading, mayExpand: false)
        reading.format = .clinicalDocument
    }

    private func add(
        _ title: ClinicalText?,
        _ text: SensitiveBytes,
        to reading: inout Reading
    ) throws(FHIRError) {
        let shown = ShownText(text, limit: limits.field)
        if shown.isAltered { reading.keepsOriginal = true }
        if shown.isShortened { reading.fallbacks.insert(.shortened) }
        if shown.hasZeroBytes { reading.hasMarkedCharacters = true }
        let text = shown.text
        let check = TextCheck(text)
        guard !check.isBlank, let words = ClinicalText(utf8: text) else { return }
        if check.hasMarkedCharacters { reading.hasMarkedCharacters = true }
        let heading = title.flatMap { $0.utf8.count == 0 ? nil : $0 }
        reading.sections.append(ImportedSection(title: heading, text: words))
    }
}
