public import FoundationEssentials

extension Instant {
    /// The moment of a date, to the nearest millisecond.
    ///
    /// Saturates at the ends of time; a date that is no number is the earliest moment.
    public init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let earliest = Double(Int64.min)
        if milliseconds >= -earliest {
            self.init(milliseconds: .max)
        } else {
            self.init(milliseconds: milliseconds > earliest ? Int64(milliseconds) : .min)
        }
    }
}

extension Date {
    /// The date of a moment; exact to the millisecond for 280,000 years around 1970.
    public init(_ instant: Instant) {
        self.init(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    }
}
