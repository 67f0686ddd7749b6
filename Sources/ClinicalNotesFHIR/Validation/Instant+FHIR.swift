internal import ClinicalNotesModel

extension Instant {
    /// Reads a moment of FHIR, or gives `nil`.
    ///
    /// A leap second, which this time scale does not have, is the second after it. Offsets go as far as they do on earth:
    /// 14 hours.
    init?(fhir text: some StringProtocol) {
        var bytes = Array(text.utf8)
        guard bytes.count >= 20 else { return nil }
        let isLeapSecond = bytes[17] == UInt8(ascii: "6") && bytes[18] == UInt8(ascii: "0")
        if isLeapSecond { bytes.replaceSubrange(17...18, with: "59".utf8) }
        if let sign = bytes.last(where: { "+-Z".utf8.contains($0) }), sign != UInt8(ascii: "Z") {
            let offset = String(decoding: bytes.suffix(5), as: UTF8.self)
            guard offset <= "14:00" else { return nil }
        }
        guard let moment = Instant(rfc3339: String(decoding: bytes, as: UTF8.self)) else { return nil }
        self = isLeapSecond ? moment + .seconds(1) : moment
    }
}
