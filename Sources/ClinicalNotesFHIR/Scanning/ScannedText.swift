/// A stretch of an input.
struct ScannedText {
    /// Where it begins in the input.
    let offset: Int
    /// The bytes, or `nil` if there are more than are kept.
    let bytes: ArraySlice<UInt8>?

    /// Reads it as JSON; offsets in errors count from the start of the input.
    func value(maximumDepth: Int) throws(FHIRError) -> JSONValue {
        guard let bytes else { throw FHIRError(.noteTooLarge) }
        do throws(FHIRError) {
            return try JSONReader.read(bytes, maximumDepth: maximumDepth)
        } catch {
            throw error.moved(by: offset - bytes.startIndex)
        }
    }
}

/// A stretch of an input that may arrive in several pieces.
struct GatheredText {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var start: Int?
    private var isTooLarge = false

    init(limit: Int) { self.limit = limit }

    /// Whether the stretch has begun.
    var isOpen: Bool { start != nil }

    /// Keeps a piece of a stretch whose end is not in the chunk.
    mutating func keep(_ piece: ArraySlice<UInt8>, at offset: Int) {
        if start == nil { start = offset }
        guard !isTooLarge else { return }
        guard bytes.count + piece.count <= limit else {
            isTooLarge = true
            bytes = []
            return
        }
        bytes += piece
    }

    /// Ends the stretch with a piece, which is not copied if it is the whole.
    mutating func end(with piece: ArraySlice<UInt8>, at offset: Int) -> ScannedText {
        defer {
            start = nil
            isTooLarge = false
            bytes = []
        }
        guard let start else {
            return ScannedText(offset: offset, bytes: piece.count > limit ? nil : piece)
        }
        keep(piece, at: offset)
        return ScannedText(offset: start, bytes: isTooLarge ? nil : bytes[...])
    }
}

extension UInt8 {
    /// Whether JSON lets the byte stand between values.
    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
