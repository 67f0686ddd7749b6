internal import ClinicalNotesModel

/// Runs a decoder and turns its refusal into `code`.
func decoding<Value>(
    _ bytes: some Collection<UInt8>,
    or code: CryptoError.Code,
    _ body: (inout ByteReader) throws(MalformedBytes) -> Value
) throws(CryptoError) -> Value {
    var reader = ByteReader(bytes)
    do throws(MalformedBytes) {
        let value = try body(&reader)
        try reader.finish()
        return value
    } catch {
        throw CryptoError(code)
    }
}
