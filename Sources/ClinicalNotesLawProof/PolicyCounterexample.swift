internal import ClinicalNotesPolicy

/// A statement about the law that a policy breaks, and the smallest point where it does.
public struct PolicyCounterexample: Error, Sendable, CustomStringConvertible {
    /// The statement that does not hold.
    public let statement: LawStatement
    /// Where it does not hold: of all such points one with the fewest named axes.
    public let point: FactPoint

    init(statement: Statement, point: FactPoint) {
        self.statement = LawStatement(statement)
        self.point = point
    }

    /// The statement and the point in one line; it holds no data of anybody.
    public var description: String { "\(statement) Not so for: \(point)." }
}
