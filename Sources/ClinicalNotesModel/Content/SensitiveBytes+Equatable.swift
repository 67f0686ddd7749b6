extension SensitiveBytes: Equatable {
    /// Whether the bytes are the same; none of them is copied.
    public static func == (left: SensitiveBytes, right: SensitiveBytes) -> Bool {
        guard left.count == right.count else { return false }
        return left.withBytes { left in
            right.withBytes { right in
                let (left, right) = (Span<UInt8>(_bytes: left), Span<UInt8>(_bytes: right))
                return left.indices.allSatisfy { left[$0] == right[$0] }
            }
        }
    }
}
