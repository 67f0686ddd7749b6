/// A value that can be a field of the general record or of a substance use disorder record.
///
/// Anybody can conform a type of their own.
public protocol GeneralFieldValue: FieldValue {}

extension Bool: GeneralFieldValue {}
extension Int: GeneralFieldValue {}
extension Double: GeneralFieldValue {}
extension CalendarDay: GeneralFieldValue {}
extension Instant: GeneralFieldValue {}

extension Array: FieldValue where Element: FieldValue & Codable {}
extension Array: GeneralFieldValue where Element: GeneralFieldValue & Codable {}
