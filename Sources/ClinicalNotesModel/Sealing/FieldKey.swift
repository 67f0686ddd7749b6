/// The names and stable numbers of a content's fields.
///
/// Written `enum CodingKeys: Int, FieldKey { case plan = 1, progress = 2 }`, with a case for each
/// property. A number is sealed with its field and keeps its meaning for ever: a field that is given up
/// leaves its number unused. Numbers are 1 to 65,535.
public protocol FieldKey: CodingKey {}

extension CodingKey {
    /// The field's number.
    func fieldNumber() throws(ModelError) -> UInt32 {
        guard let number = intValue else { throw ModelError(.missingFieldNumber, property: stringValue) }
        guard let field = UInt32(exactly: number), (1...65_535).contains(field) else {
            throw ModelError(.fieldNumberOutOfRange, property: stringValue)
        }
        return field
    }
}
