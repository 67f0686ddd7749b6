/// An exact number of points of the axes, however large.
public struct PointCount: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Digits to the base 2^32, the lowest first, without zeros at the end.
    private var digits: [UInt32] = []

    /// No points.
    public static let zero = PointCount()
    static let one = PointCount(digits: [1])

    private init(digits: [UInt32] = []) { self.digits = digits }

    static func + (left: PointCount, right: PointCount) -> PointCount {
        var out = [UInt32]()
        var carry: UInt64 = 0
        for place in 0..<max(left.digits.count, right.digits.count) {
            if place < left.digits.count { carry += UInt64(left.digits[place]) }
            if place < right.digits.count { carry += UInt64(right.digits[place]) }
            out.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        if carry > 0 { out.append(UInt32(carry)) }
        return PointCount(digits: out)
    }

    /// This number twice over, so many times.
    func doubled(_ times: Int) -> PointCount {
        if digits.isEmpty || times <= 0 { return self }
        var out = [UInt32](repeating: 0, count: times / 32)
        var carry: UInt64 = 0
        for digit in digits {
            carry |= UInt64(digit) << UInt64(times % 32)
            out.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        if carry > 0 { out.append(UInt32(carry)) }
        return PointCount(digits: out)
    }

    /// Whether one number is smaller than another.
    public static func < (left: PointCount, right: PointCount) -> Bool {
        if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
        for (one, other) in zip(left.digits.reversed(), right.digits.reversed()) where one != other {
            return one < other
        }
        return false
    }

    /// The number in decimal digits, without separators.
    public var description: String {
        var rest = digits
        var groups = [UInt32]()
        while !rest.isEmpty {
            var remainder: UInt64 = 0
            for place in rest.indices.reversed() {
                remainder = remainder << 32 | UInt64(rest[place])
                rest[place] = UInt32(remainder / 1_000_000_000)
                remainder %= 1_000_000_000
            }
            groups.append(UInt32(remainder))
            while rest.last == 0 { rest.removeLast() }
        }
        guard let first = groups.last else { return "0" }
        return groups.dropLast().reversed().reduce("\(first)") { text, group in
            let digits = "\(group)"
            return text + String(repeating: "0", count: 9 - digits.count) + digits
        }
    }
}
