internal import ClinicalNotesModel

/// Checks the spelling of primitive values.
enum PrimitiveCheck {
    /// Gives what is wrong with a value, or `nil`.
    static func fault(of value: JSONValue, as type: PrimitiveType, limit: Int) -> FHIRError.Code? {
        switch (type, value) {
        case (.boolean, .boolean), (.decimal, .number): nil
        case (.integer, .number(let text)): Int32(text) == nil ? .invalidValue : nil
        case (.boolean, _), (.decimal, _), (.integer, _): .wrongType
        case (_, .string(let text)): fault(of: text, as: type, limit: limit)
        default: .wrongType
        }
    }

    private static func fault(of text: String, as type: PrimitiveType, limit: Int) -> FHIRError.Code? {
        guard !text.isEmpty else { return .emptyElement }
        // What may hold an attachment has the limit of the whole resource, and of the decoded text.
        let isBounded = ![.base64, .data, .url, .xhtml].contains(type)
        guard !isBounded || text.utf8.count <= limit else { return .fieldTooLarge }
        switch type {
        case .string, .xhtml: return text.utf8.allSatisfy(isTextByte) ? nil : .invalidValue
        case .code: return isCode(text) ? nil : .invalidValue
        case .id: return isID(text) ? nil : .invalidValue
        case .uri, .url: return text.utf8.allSatisfy { $0 > 0x20 } ? nil : .invalidValue
        case .instant: return Instant(fhir: text) == nil ? .invalidInstant : nil
        case .dateTime: return FHIRDate(text) == nil ? .invalidDate : nil
        case .date:
            if case .instant? = FHIRDate(text) { return .invalidDate }
            return FHIRDate(text) == nil ? .invalidDate : nil
        case .base64: return Base64.isValid(text) ? nil : .invalidBase64
        // Checked where it is decoded.
        case .data: return nil
        case .boolean, .integer, .decimal: return .wrongType
        }
    }

    /// The characters of an id in R4; what is longer is told and taken, up to `longestID`.
    static let idLength = 64
    private static let longestID = 255

    /// Whether the text has the form of an id: letters, digits, hyphens and dots.
    static func isID(_ text: some StringProtocol) -> Bool {
        (1...longestID).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }

    /// Whether the text has no space at its ends and no run of it inside.
    private static func isCode(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || (byte == 0x20 && previous == 0x20) { return false }
            previous = byte
        }
        return previous != 0x20
    }

    private static func isTextByte(_ byte: UInt8) -> Bool {
        byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
