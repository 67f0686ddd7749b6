/// Finds where bytes stop being UTF-8.
enum UTF8Check {
    /// The index of the first byte that belongs to no character, or `nil` if all do.
    static func firstInvalidByte(of bytes: ArraySlice<UInt8>) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return bytes.startIndex + error.byteOffsets.lowerBound
        }
    }
}
