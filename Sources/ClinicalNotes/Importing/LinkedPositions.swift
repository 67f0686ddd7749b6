/// Positions of a list, of which some belong together: linked to each other, or to a third that is linked to both.
struct LinkedPositions {
    /// The position that each one follows; the last of a chain follows itself.
    private var follows: [Int]

    init(_ count: Int) { follows = Array(0..<count) }

    /// Lets two positions belong together.
    mutating func link(_ left: Int, _ right: Int) { follows[last(of: left)] = last(of: right) }

    /// The positions that belong together; one that is linked to none is left out.
    var groups: [[Int]] {
        var links = self
        let groups = Dictionary(grouping: follows.indices) { links.last(of: $0) }
        return groups.values.filter { $0.count > 1 }
    }

    private mutating func last(of position: Int) -> Int {
        var position = position
        while follows[position] != position {
            follows[position] = follows[follows[position]]
            position = follows[position]
        }
        return position
    }
}
