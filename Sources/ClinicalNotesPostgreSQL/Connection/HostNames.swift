#if PostgreSQL
internal import ClinicalNotesModel
internal import Dispatch
internal import Foundation
internal import Synchronization
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Finds the addresses of hosts' names within a deadline: libpq asks for them in a call that has none.
///
/// The call to the system cannot be ended, so whoever gives up leaves it a thread of its own, one for each name at the most.
final class HostNames: Sendable {
    typealias Resolve = @Sendable (_ name: String) -> [String]

    private final class Search: Sendable {
        let end = DispatchGroup()
        let found = Mutex<[String]>([])
    }

    private let resolve: Resolve
    private let underWay = Mutex<[String: Search]>([:])

    init(_ resolve: @escaping Resolve = HostNames.ask) { self.resolve = resolve }

    /// The options of a host, once for each address of its name: libpq would stay with the first that does not answer, and with the
    /// first that takes writes.
    ///
    /// The name stays among them, since it is what a server proves.
    func resolved(
        _ options: [String: String],
        by deadline: Deadline
    ) throws(ServerFailure) -> [[String: String]] {
        guard let name = options["host"], Self.isName(name), (options["hostaddr"] ?? "").isEmpty else {
            return [options]
        }
        let found = try addresses(of: name, by: deadline)
        guard !found.isEmpty else { throw .lost(nil) }
        return found.map { options.merging(["hostaddr": $0]) { _, address in address } }
    }

    private func addresses(of name: String, by deadline: Deadline) throws(ServerFailure) -> [String] {
        let search = underWay.withLock { underWay in
            if let search = underWay[name] { return search }
            let search = Search()
            underWay[name] = search
            search.end.enter()
            Thread.detachNewThread { [self] in
                let found = resolve(name)
                search.found.withLock { $0 = found }
                self.underWay.withLock { $0[name] = nil }
                search.end.leave()
            }
            return search
        }
        let left = deadline.orEarlier(.after(Server.longest)).millisecondsLeft ?? 0
        guard search.end.wait(timeout: .now() + .milliseconds(Int(left))) == .success else { throw .late }
        return search.found.withLock(\.self)
    }

    /// Whether it is no path, no address and not nothing.
    private static func isName(_ host: String) -> Bool {
        guard let first = host.first, first != "/", first != "@", !host.contains(":") else { return false }
        return !host.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Asks the system, and waits as long as that takes.
    private static func ask(_ name: String) -> [String] {
        var hints = unsafe addrinfo()
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var found: [String] = []
        var place = unsafe list
        while let entry = unsafe place {
            var text = [CChar](repeating: 0, count: 256)
            let status = unsafe getnameinfo(
                entry.pointee.ai_addr,
                entry.pointee.ai_addrlen,
                &text,
                socklen_t(text.count),
                nil,
                0,
                NI_NUMERICHOST
            )
            let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            if status == 0 { found.append(String(decoding: bytes, as: UTF8.self)) }
            unsafe place = entry.pointee.ai_next
        }
        return found
    }
}
#endif
