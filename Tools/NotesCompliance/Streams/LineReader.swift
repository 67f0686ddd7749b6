/// Splits an input into its lines, holding one block and one line of it at a time.
struct LineReader {
    /// A line without its end.
    enum Line: Equatable {
        case bytes([UInt8])
        /// It is longer than ``LineReader/longest`` and was skipped.
        case tooLong
    }

    /// The longest line that is kept, in bytes.
    static let longest = 4 << 20

    private let read: () throws -> [UInt8]
    private var block: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    /// The number of the last line, from 1.
    private(set) var number = 0

    init(_ read: @escaping () throws -> [UInt8]) { self.read = read }

    /// Whether the next line, or its end, may have to be waited for.
    var mustWait: Bool { !block[position...].contains(UInt8(ascii: "\n")) }

    /// The next line, or `nil` after the last one.
    mutating func next() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var hasBegun = false
        while true {
            let rest = block[position...]
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            hasBegun = hasBegun || !rest.isEmpty
            let piece = rest[..<(end ?? rest.endIndex)]
            if line.count + piece.count > Self.longest {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += piece }
            if let end {
                position = end + 1
                return finish(line, isTooLong)
            }
            guard try nextBlock() else { return hasBegun ? finish(line, isTooLong) : nil }
        }
    }

    private mutating func nextBlock() throws -> Bool {
        position = 0
        block = hasEnded ? [] : try read()
        hasEnded = block.isEmpty
        return !hasEnded
    }

    private mutating func finish(_ line: [UInt8], _ isTooLong: Bool) -> Line {
        number += 1
        guard !isTooLong else { return .tooLong }
        var line = line
        // A mark of the order of bytes says nothing in UTF-8.
        if number == 1, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return .bytes(line)
    }
}

extension LineReader.Line {
    /// Whether there is nothing on it but white space.
    var isBlank: Bool {
        guard case .bytes(let bytes) = self else { return false }
        return bytes.allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
    }
}
