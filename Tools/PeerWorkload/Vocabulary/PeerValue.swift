package import ClinicalNotesPolicy

/// A value of a closed axis of the peers' workload, spelled in JSON as in the code.
package protocol PeerValue: AxisValue, CaseIterable, Hashable, Decodable, RawRepresentable<UInt8> {}

extension PeerValue {
    /// The place of the value on its axis.
    package var ordinal: Int { Int(rawValue) }

    /// Decodes the name of a case.
    ///
    /// - Parameter decoder: Where the name is.
    /// - Throws: `DecodingError` if there is no case of this name.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let value = Self.allCases.first(where: { "\($0)" == name }) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "the value is not one of \(Self.allCases.map { "\($0)" }.joined(separator: ", "))"
            )
        }
        self = value
    }
}
