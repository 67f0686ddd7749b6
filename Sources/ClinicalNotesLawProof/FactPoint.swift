public import ClinicalNotesPolicy

/// One point of the axes in words: the axes that make it and their values.
///
/// Axes that are not named rest: a fact that is not named is no, and no process is shown.
public struct FactPoint: Sendable, CustomStringConvertible {
    /// The axes that are named, in the order of the proof, each with the spelling of its value.
    public let values: [(axis: Axis, value: String)]

    let facts: FactWords

    init(at point: [Bool], coding: AxisCoding) {
        facts = coding.facts(at: point)
        values = coding.axes.compactMap { axis in
            let value = coding.value(axis, at: point)
            guard axis.alwaysTold || value != 0, axis.name != Layout.lane.name else { return nil }
            let named = FactVocabulary.law.axis(named: axis.name) ?? Axis(axis.name, values: ["no", "yes"])
            return (named, value < named.values.count ? named.values[value] : "\(value)")
        }
    }

    /// The values in one line, such as `action read, role patient, verified yes`.
    public var description: String {
        values.map { "\($0.axis) \($0.value)" }.joined(separator: ", ")
    }
}
