/// Distinct elements in their order, in runs that are short enough to insert into.
struct SortedElements<Element: Comparable & Sendable>: Sendable {
    private static var mostInRun: Int { 512 }

    /// None is empty.
    private var runs: [[Element]] = []

    mutating func insert(_ element: Element) {
        guard !runs.isEmpty else { return runs = [[element]] }
        let (run, offset) = place { $0 < element }
        // Behind the last element there is no run: the last one grows.
        let last = runs.count - 1
        guard run <= last else { return add(element, to: last, at: runs[last].count) }
        guard runs[run][offset] != element else { return }
        add(element, to: run, at: offset)
    }

    mutating func remove(_ element: Element) {
        let (run, offset) = place { $0 < element }
        guard run < runs.count, runs[run][offset] == element else { return }
        runs[run].remove(at: offset)
        if runs[run].isEmpty { runs.remove(at: run) }
    }

    /// The elements in order, without those at the front for which a condition holds.
    func ascending(from isBefore: (Element) -> Bool) -> some Sequence<Element> {
        var (run, offset) = place(isBefore)
        return AnyIterator { [runs] in
            guard run < runs.count else { return nil }
            defer {
                offset += 1
                if offset == runs[run].count { (run, offset) = (run + 1, 0) }
            }
            return runs[run][offset]
        }
    }

    /// The elements at the front for which a condition holds, from the last one on.
    func descending(below isBefore: (Element) -> Bool) -> some Sequence<Element> {
        var (run, offset) = place(isBefore)
        return AnyIterator { [runs] in
            if offset == 0 {
                guard run > 0 else { return nil }
                run -= 1
                offset = runs[run].count
            }
            offset -= 1
            return runs[run][offset]
        }
    }

    /// The first element for which a condition does not hold that holds for all before it.
    private func place(_ isBefore: (Element) -> Bool) -> (run: Int, offset: Int) {
        let run = Self.prefixCount(runs) { $0.last.map(isBefore) ?? true }
        guard run < runs.count else { return (run, 0) }
        return (run, Self.prefixCount(runs[run], isBefore))
    }

    private mutating func add(_ element: Element, to run: Int, at offset: Int) {
        runs[run].insert(element, at: offset)
        guard runs[run].count > Self.mostInRun else { return }
        let half = runs[run].count / 2
        runs.insert(Array(runs[run][half...]), at: run + 1)
        runs[run].removeSubrange(half...)
    }

    private static func prefixCount<Member>(_ members: [Member], _ holds: (Member) -> Bool) -> Int {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(members[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
