/// How a text is made to fit before it is sealed; the raw value is byte 3 of an envelope.
package enum Padding: UInt8, Sendable, CaseIterable {
    /// The bare text: for what has one length anyway, and for fields, whose revision is padded as a whole.
    case none = 0
    /// A length of four bytes, the text, and zeros up to 256, 384, 512, 768, 1024 ...: two sizes an octave.
    case bucket = 1

    /// How many bytes a text of `count` bytes becomes.
    package func size(of count: Int) -> Int {
        switch self {
        case .none: count
        case .bucket: Self.bucket(for: count + 4, from: 256)
        }
    }

    /// The smallest of 1, 1.5, 2, 3, 4 and so on times `smallest` that holds `count` bytes.
    ///
    /// - Parameters:
    ///   - count: How many bytes must fit.
    ///   - smallest: The first size; a power of two.
    /// - Returns: The size.
    static func bucket(for count: Int, from smallest: Int) -> Int {
        var size = smallest
        while size < count {
            if size + size / 2 >= count { return size + size / 2 }
            size *= 2
        }
        return size
    }
}
