/// Distinct elements in their order.
struct SortedList<Element: Comparable & Sendable> {
    private(set) var elements: [Element] = []

    var isEmpty: Bool { elements.isEmpty }

    /// How many elements at the front hold a condition that no element after them holds.
    func prefixCount(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = low + (high - low) / 2
            if holds(elements[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds an element where it belongs, unless it is there.
    mutating func insert(_ element: Element) {
        // Time mostly runs forward, so the end is the likeliest place.
        if let last = elements.last, last < element {
            elements.append(element)
            return
        }
        let place = prefixCount { $0 < element }
        if place == elements.count || elements[place] != element {
            elements.insert(element, at: place)
        }
    }

    /// Takes an element out, if it is there.
    mutating func remove(_ element: Element) {
        let place = prefixCount { $0 < element }
        if place < elements.count, elements[place] == element { elements.remove(at: place) }
    }
}
