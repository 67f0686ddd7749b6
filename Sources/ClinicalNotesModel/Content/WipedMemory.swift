#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Memory that is written once and wiped at release.
///
/// The only unsafe code of this module.
///
/// Sendable: `fill` runs before the owner hands out the reference (in the initializers of
/// ``SensitiveBytes``), and afterwards the memory is only read.
@safe final class WipedMemory: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int) {
        unsafe memory = .allocate(byteCount: max(capacity, 1), alignment: 16)
    }

    convenience init(copying bytes: some Collection<UInt8>) {
        self.init(capacity: bytes.count)
        unsafe memory.copyBytes(from: bytes)
        count = bytes.count
    }

    deinit {
        if let base = unsafe memory.baseAddress {
            #if canImport(Darwin)
            unsafe _ = memset_s(base, memory.count, 0, memory.count)
            #else
            unsafe explicit_bzero(base, memory.count)
            #endif
        }
        unsafe memory.deallocate()
    }

    func fill<Failure: Error>(_ body: (inout OutputRawSpan) throws(Failure) -> Void) throws(Failure) {
        var span = unsafe OutputRawSpan(buffer: memory, initializedCount: 0)
        try body(&span)
        count = unsafe span.finalize(for: memory)
    }

    func lend<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: memory[..<count])))
    }

    func lendBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe UnsafeRawBufferPointer(rebasing: memory[..<count])
            .withMemoryRebound(to: UInt8.self) { unsafe body($0.span) }
    }

    func copy() -> [UInt8] { unsafe Array(memory[..<count]) }
}
