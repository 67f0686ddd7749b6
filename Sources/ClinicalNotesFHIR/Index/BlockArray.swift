/// An array that grows by blocks, and never holds its elements twice to do so.
struct BlockArray<Element: Sendable>: Sendable {
    private static var blockSize: Int { 1 << 16 }

    private var blocks: [[Element]] = []
    private(set) var count = 0

    mutating func append(_ element: Element) {
        if count % Self.blockSize == 0 {
            blocks.append([])
            // The first block grows like any array: most inputs are small.
            if count > 0 { blocks[blocks.count - 1].reserveCapacity(Self.blockSize) }
        }
        blocks[blocks.count - 1].append(element)
        count += 1
    }

    subscript(index: Int) -> Element {
        get { blocks[index / Self.blockSize][index % Self.blockSize] }
        _modify { yield &blocks[index / Self.blockSize][index % Self.blockSize] }
    }
}
