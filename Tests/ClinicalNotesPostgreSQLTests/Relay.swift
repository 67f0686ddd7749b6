#if PostgreSQL
import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The network between a store and its server: passes on what is sent, message by message of PostgreSQL's protocol, and
/// lets each of them be cut off, held up, swallowed or replaced.
final class Relay: Sendable {
    enum Side {
        case store, server
    }

    /// A message that is about to be passed on.
    struct Message {
        let sender: Side
        /// Its type as the protocol has it; 0 for the one that begins a connection.
        let kind: UInt8
        /// How many messages of any connection the sender sent since the relay was last told how to judge.
        let number: Int
    }

    enum Verdict {
        /// The message is passed on.
        case pass
        /// Neither this message nor anything after it is, and both sides are hung up on.
        case cut
        /// Neither this message nor anything after it is, and nobody is told.
        case swallow
        /// Another message is passed on in its place.
        case replace([UInt8])
    }

    typealias Judge = @Sendable (Message) -> Verdict

    private struct State {
        var judge: Judge = { _ in .pass }
        var numbers: [Side: Int] = [:]
        var isOpen = true
    }

    private let upstream: UInt16
    private let listener: Int32
    let port: UInt16
    private let state = Mutex(State())

    /// Relays to the first host of a server.
    init(to server: TestServer) throws {
        upstream = try #require(server.hosts[0].split(separator: ":").last.flatMap { UInt16($0) })
        listener = try Socket.make()
        port = try Socket.listen(listener)
        Thread.detachNewThread { [weak self, listener] in
            while let client = Socket.accept(listener) {
                guard let self else { return Socket.end(client) }
                self.join(client)
            }
        }
    }

    deinit { Socket.end(listener) }

    /// The hosts that a store is given.
    var hosts: String { "127.0.0.1:\(port)" }

    /// From here on judges messages so, and counts them anew.
    func judge(_ judge: @escaping Judge) {
        state.withLock { state in
            state.judge = judge
            state.numbers = [:]
        }
    }

    /// Whether new connections are let through.
    var isOpen: Bool {
        get { state.withLock { $0.isOpen } }
        set { state.withLock { $0.isOpen = newValue } }
    }

    /// How many messages a side sent since the relay was last told how to judge.
    func count(from side: Side) -> Int { state.withLock { $0.numbers[side] ?? 0 } }

    private func join(_ client: Int32) {
        guard isOpen, let server = try? Socket.make(), Socket.connect(server, upstream) else {
            return Socket.end(client)
        }
        let pair = SocketPair(client, server)
        for sender in [Side.store, .server] {
            Thread.detachNewThread { [weak self] in
                let (from, to) = sender == .store ? (client, server) : (server, client)
                var stream = MessageStream(isFirst: sender == .store)
                var (isSwallowed, isReplaced) = (false, false)
                reading: while let bytes = Socket.read(from) {
                    for (piece, kind) in stream.split(bytes) where !isSwallowed {
                        if kind != nil { isReplaced = false }
                        switch kind.map({ self?.judged($0, sender) ?? .pass }) ?? .pass {
                        case .pass: if !isReplaced { Socket.write(piece, to) }
                        case .swallow: isSwallowed = true
                        case .cut: break reading
                        case .replace(let other):
                            Socket.write(other, to)
                            isReplaced = true
                        }
                    }
                }
                pair.hangUp()
            }
        }
    }

    private func judged(_ kind: UInt8, _ sender: Side) -> Verdict {
        let (judge, number) = state.withLock { state in
            let number = state.numbers[sender] ?? 0
            state.numbers[sender] = number + 1
            return (state.judge, number)
        }
        // Outside of the lock: who judges may hold a message up.
        return judge(Message(sender: sender, kind: kind, number: number))
    }
}

/// The two ends of a connection, whose numbers stay taken until neither thread uses them.
private final class SocketPair: Sendable {
    private let ends: [Int32]

    init(_ ends: Int32...) { self.ends = ends }

    deinit { for end in ends { Socket.end(end) } }

    func hangUp() { for end in ends { Socket.hangUp(end) } }
}

/// Bytes of one direction, cut where messages begin.
private struct MessageStream {
    /// The message that begins a connection has no type.
    var isFirst: Bool
    private var head: [UInt8] = []
    private var left = 0

    init(isFirst: Bool) { self.isFirst = isFirst }

    /// Pieces in their order; with its type where one begins a message.
    ///
    /// A head that is not whole waits for the rest.
    mutating func split(_ bytes: [UInt8]) -> [(piece: [UInt8], kind: UInt8?)] {
        var pieces: [(piece: [UInt8], kind: UInt8?)] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if left > 0 {
                let piece = rest.prefix(left)
                pieces.append((Array(piece), nil))
                left -= piece.count
                rest = rest.dropFirst(piece.count)
                continue
            }
            let length = isFirst ? 4 : 5
            let more = rest.prefix(length - head.count)
            head += more
            rest = rest.dropFirst(more.count)
            guard head.count == length else { continue }
            let size = head.suffix(4).reduce(0) { $0 << 8 | Int($1) }
            pieces.append((head, isFirst ? 0 : head[0]))
            (left, head, isFirst) = (max(0, size - 4), [], false)
        }
        return pieces
    }
}

/// What is needed of sockets on loopback.
enum Socket {
    struct Failure: Error {}

    #if canImport(Darwin)
    private static let noSignal: Int32 = 0
    #else
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #endif

    static func make() throws -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw Failure() }
        return descriptor
    }

    /// Listens on a port, or on one that is free, and answers which; on the first address of loopback, or a later one.
    static func listen(
        _ descriptor: Int32,
        on port: UInt16 = 0,
        at number: UInt32 = 1
    ) throws -> UInt16 {
        var (address, size) = (address(port, at: number), socklen_t(MemoryLayout<sockaddr_in>.size))
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe bind(descriptor, pointer, size) == 0 else { return -1 as Int32 }
                return unsafe getsockname(descriptor, pointer, &size)
            }
        }
        guard status == 0, systemListen(descriptor) == 0 else { throw Failure() }
        return UInt16(bigEndian: address.sin_port)
    }

    static func connect(_ descriptor: Int32, _ port: UInt16) -> Bool {
        var address = address(port)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe systemConnect(descriptor, pointer) == 0
            }
        }
    }

    static func accept(_ descriptor: Int32) -> Int32? {
        let client = systemAccept(descriptor)
        return client < 0 ? nil : client
    }

    static func read(_ descriptor: Int32) -> [UInt8]? {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }

    static func write(_ bytes: [UInt8], _ descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe send(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + sent },
                    buffer.count - sent,
                    noSignal
                )
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Ends both directions, and leaves the number taken.
    static func hangUp(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    static func end(_ descriptor: Int32) {
        hangUp(descriptor)
        close(descriptor)
    }

    private static func address(_ port: UInt16, at number: UInt32 = 1) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0000 + number).bigEndian
        return address
    }
}

// The functions of the system that have the names of those above.
private func systemListen(_ descriptor: Int32) -> Int32 { listen(descriptor, 64) }

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>) -> Int32 {
    unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
}

private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }
#endif
