/// What other engines took for the same twelve rules in this run, in nanoseconds; `nil` where they are not here.
struct Yardsticks {
    /// Bare masks in Swift.
    var masks: Double?
    /// Cedar's engine, without what it takes to reach it.
    var cedar: Double?
}
