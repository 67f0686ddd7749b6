internal import ClinicalNotesModel

/// Takes the words of a note out of its attachments.
///
/// R4 lets a note have several attachments only if they are the same note in other formats: plain text is
/// taken before HTML, the rest is counted.
enum AttachmentReader {
    struct Content {
        let text: ClinicalText
        let wasMarkup: Bool
        let otherFormats: Int
    }

    private struct Candidate {
        let attachment: JSONObject
        let path: String
        let mediaType: MediaType
    }

    static func text(of resource: JSONObject, limits: ImportLimits) throws(FHIRError) -> Content {
        var candidates = [Candidate]()
        var addresses = 0
        let contents = resource.objects("content")
        for (index, content) in contents.enumerated() {
            let path = "DocumentReference.content[\(index)].attachment"
            guard let attachment = content.object("attachment"),
                attachment["data"] ?? attachment["url"] != nil
            else {
                throw FHIRError(.attachmentWithoutContent, path: path)
            }
            guard attachment["data"] != nil else {
                addresses += 1
                continue
            }
            guard let contentType = attachment.string("contentType") else {
                throw FHIRError(.missingElement, path: "\(path).contentType")
            }
            guard let mediaType = MediaType(contentType) else {
                throw FHIRError(.invalidValue, path: "\(path).contentType")
            }
            candidates.append(Candidate(attachment: attachment, path: path, mediaType: mediaType))
        }
        let chosen =
            candidates.first { $0.mediaType.name == "text/plain" }
            ?? candidates.first { $0.mediaType.name == "text/html" }
        guard let chosen else {
            let code: FHIRError.Code =
                candidates.isEmpty && addresses > 0 ? .externalContent : .unsupportedContentType
            throw FHIRError(code, path: "DocumentReference.content")
        }
        let isMarkup = chosen.mediaType.name == "text/html"
        return Content(
            text: try words(of: chosen, isMarkup: isMarkup, limits: limits),
            wasMarkup: isMarkup,
            otherFormats: contents.count - 1
        )
    }

    private static func words(
        of candidate: Candidate,
        isMarkup: Bool,
        limits: ImportLimits
    ) throws(FHIRError) -> ClinicalText {
        let path = "\(candidate.path).data"
        guard let encoded = candidate.attachment.string("data"), let decoded = Base64.decode(encoded) else {
            throw FHIRError(.invalidBase64, path: path)
        }
        if case .number(let size)? = candidate.attachment["size"], Int(size) != decoded.count {
            throw FHIRError(.sizeMismatch, path: "\(candidate.path).size")
        }
        guard let isASCII = candidate.mediaType.isASCII else {
            throw FHIRError(.unsupportedCharset, path: "\(candidate.path).contentType")
        }
        guard isMarkup || decoded.count <= limits.field else { throw FHIRError(.fieldTooLarge, path: path) }
        try check(decoded, isASCII: isASCII, path: path)
        let text = isMarkup ? SensitiveBytes(HTMLReducer.text(of: decoded.copyBytes())) : withoutMark(decoded)
        guard text.count <= limits.field else { throw FHIRError(.fieldTooLarge, path: path) }
        guard let words = ClinicalText(utf8: text), !isBlank(text) else {
            throw FHIRError(.emptyText, path: path)
        }
        return words
    }

    /// Refuses what is not UTF-8 or not a text.
    private static func check(_ bytes: SensitiveBytes, isASCII: Bool, path: String) throws(FHIRError) {
        let fault: FHIRError? = bytes.withBytes { raw in
            let span = Span<UInt8>(_bytes: raw)
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: span)
            } catch {
                return FHIRError(.invalidUTF8, path: path, offset: error.byteOffsets.lowerBound)
            }
            for offset in span.indices {
                if span[offset] == 0 { return FHIRError(.forbiddenCharacter, path: path, offset: offset) }
                if isASCII && span[offset] > 0x7F {
                    return FHIRError(.unsupportedCharset, path: path, offset: offset)
                }
            }
            return nil
        }
        if let fault { throw fault }
    }

    /// Drops the mark that some systems write before UTF-8.
    private static func withoutMark(_ bytes: SensitiveBytes) -> SensitiveBytes {
        bytes.withBytes { raw in
            let span = Span<UInt8>(_bytes: raw)
            guard span.count >= 3, span[0] == 0xEF, span[1] == 0xBB, span[2] == 0xBF else { return bytes }
            return SensitiveBytes(capacity: span.count) { output in
                for offset in 3..<span.count { output.append(span[offset]) }
            }
        }
    }

    private static func isBlank(_ bytes: SensitiveBytes) -> Bool {
        bytes.withBytes { raw in
            let span = Span<UInt8>(_bytes: raw)
            for offset in span.indices where span[offset] > 0x20 { return false }
            return true
        }
    }
}
