#if PostgreSQL
internal import CLibpq
internal import ClinicalNotesModel
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A connection that never waits beyond a deadline, and sends statements in one flight.
///
/// Not to be used from two threads at once. The only unsafe code of this module, but for that which asks for addresses: the handle
/// lives as long as the object, and every other pointer inside one call.
@safe final class ServerConnection {
    /// One statement with its parameters.
    struct Call {
        var sql: String
        var parameters = Parameters()
        /// Whether the statement is worth being kept prepared.
        var isKept = true
        /// Whether its answer is to be sent before the next statement begins.
        var isAnsweredAtOnce = false
    }

    /// Which server it is: addresses can be shared in time, and timelines among servers that were promoted alike, but hardly both.
    struct Origin: Equatable {
        var address = ""
        /// The server's timeline, which each promotion of a standby begins anew.
        var timeline: Int64 = 0
    }

    private final class Notices {
        var warnings = 0
    }

    private static let maximumKept = 100
    /// What is sent before a large message within a transaction, in the same flight.
    ///
    /// The server's clock for who does nothing stops when a message has come whole, which over a slow line takes longer than it
    /// allows. The answer is dropped.
    private static let sign = Call(sql: "SELECT 1", isKept: false)
    /// As much as comes at once over any line.
    private static let maximumUnannounced = 1024

    private let handle: OpaquePointer
    private let notices = Notices()
    private var prepared: [String: String] = [:]
    /// Who is told of each flight.
    var log: FlightLog?
    private(set) var origin = Origin()
    /// Set by whoever connects.
    var timeline: Int64 {
        get { origin.timeline }
        set { origin.timeline = newValue }
    }
    /// Whether the server may have all of the last flight; if not, it has not its last statement.
    private(set) var isSent = false

    /// Connects to one host.
    init(_ options: [String: String], by deadline: Deadline) throws(ServerFailure) {
        let started = unsafe Self.withPointers(to: Array(options.keys)) { keys in
            unsafe Self.withPointers(to: Array(options.values)) { values in
                unsafe PQconnectStartParams(keys, values, 0)
            }
        }
        guard let started = unsafe started else { throw .lost(nil) }
        unsafe handle = started
        // Messages are then nothing but SQLSTATEs, those of a refused connection, too.
        unsafe PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        unsafe PQsetNoticeReceiver(
            handle,
            { notices, result in
                guard let notices = unsafe notices else { return }
                let severity = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "V")))
                guard let severity = unsafe severity, unsafe String(cString: severity) == "WARNING" else {
                    return
                }
                unsafe Unmanaged<Notices>.fromOpaque(notices).takeUnretainedValue().warnings += 1
            },
            Unmanaged.passUnretained(notices).toOpaque()
        )
        var next = PGRES_POLLING_WRITING
        while unsafe PQstatus(handle) != CONNECTION_BAD, next != PGRES_POLLING_OK {
            guard next != PGRES_POLLING_FAILED else { break }
            try wait(for: next == PGRES_POLLING_READING ? POLLIN : POLLOUT, by: deadline)
            unsafe next = PQconnectPoll(handle)
        }
        guard unsafe PQstatus(handle) == CONNECTION_OK else { throw .lost(refusal) }
        guard unsafe PQsetnonblocking(handle, 1) == 0, unsafe PQenterPipelineMode(handle) == 1 else {
            throw .lost(nil)
        }
        let parts = unsafe [PQhost(handle), PQhostaddr(handle), PQport(handle)]
        origin.address = unsafe parts.map { unsafe $0.map { unsafe String(cString: $0) } ?? "" }.joined(
            separator: " "
        )
    }

    deinit { unsafe PQfinish(handle) }

    /// The options that an address states, or `nil` if it is none.
    static func options(of address: String) -> [String: String]? {
        guard let list = unsafe PQconninfoParse(address, nil) else { return nil }
        defer { unsafe PQconninfoFree(list) }
        var options: [String: String] = [:]
        var option = unsafe list
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe options[String(cString: keyword)] = String(cString: value)
            }
            unsafe option += 1
        }
        return options
    }

    /// The process that serves this connection, as the server said when it was made.
    var backend: Int32 { unsafe PQbackendPID(handle) }

    /// Whether no transaction is open.
    var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Whether the server waits for what follows in a transaction.
    private var isWithin: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_INTRANS }

    /// How many warnings came since the connection was made.
    var warnings: Int { notices.warnings }

    /// Whether the server has not hung up, as far as is known without asking it.
    var isAlive: Bool {
        var entry = pollfd(fd: unsafe PQsocket(handle), events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, 0) != 0 else { return true }
        // What comes unasked is a notice, or the end.
        guard unsafe PQconsumeInput(handle) == 1 else { return false }
        return unsafe PQstatus(handle) == CONNECTION_OK
    }

    /// Sends statements as one flight.
    ///
    /// - Parameters:
    ///   - calls: The statements. After one that is refused the server skips the others.
    ///   - deadline: When to give up.
    ///   - answers: Gets the answers in their order, also where this throws.
    /// - Throws: `refused` if the server refused one, `lost` or `late`.
    func fly(_ calls: [Call], by deadline: Deadline, into answers: inout [ServerAnswer]) throws(ServerFailure)
    {
        log?.add(calls)
        isSent = false
        // Whoever was stopped until it was too late has sent nothing, and knows it.
        guard !deadline.hasPassed else { throw .late }
        var preparing: [Int: String] = [:]
        var count = 0
        if isWithin, (calls.first?.parameters.bytes.count ?? 0) > Self.maximumUnannounced {
            guard send(Self.sign) else { throw .lost(nil) }
            preparing[count] = Self.sign.sql
            count += 1
        }
        for (place, call) in calls.enumerated() {
            // As long as the last one is held back, the server has not all.
            if place == calls.count - 1 {
                while try !flush(nil) { try wait(for: POLLIN | POLLOUT, by: deadline, refused: nil) }
                guard !deadline.hasPassed else { throw .late }
                isSent = true
            }
            if call.isKept, prepared[call.sql] == nil, prepared.count < Self.maximumKept {
                prepared[call.sql] = "s\(prepared.count)"
                preparing[count] = call.sql
                count += 1
                guard unsafe PQsendPrepare(handle, prepared[call.sql], call.sql, 0, nil) == 1 else {
                    throw .lost(nil)
                }
            }
            count += 1
            guard send(call) else { throw .lost(nil) }
            if call.isAnsweredAtOnce { unsafe PQsendFlushRequest(handle) }
        }
        guard unsafe PQpipelineSync(handle) == 1 else { throw .lost(nil) }
        var refused: String?
        var results = 0
        while true {
            let isFlushed = try flush(refused)
            var silence = 0
            while unsafe PQisBusy(handle) == 0 {
                guard let result = unsafe PQgetResult(handle) else {
                    silence += 1
                    guard silence < 3, unsafe PQstatus(handle) == CONNECTION_OK else { throw .lost(refused) }
                    continue
                }
                silence = 0
                let answer = unsafe ServerAnswer(result)
                switch answer.kind {
                case .endOfFlight:
                    guard let refused else { return }
                    throw .refused(refused)
                case .refused(let state):
                    refused = refused ?? state
                    if let sql = preparing[results] { prepared[sql] = nil }
                case .skipped: if let sql = preparing[results] { prepared[sql] = nil }
                case .answered: if preparing[results] == nil { answers.append(answer) }
                }
                results += 1
            }
            try wait(for: isFlushed ? POLLIN : POLLIN | POLLOUT, by: deadline, refused: refused)
        }
    }

    /// Hands over what is ready to be sent; false if some of it has to wait.
    private func flush(_ refused: String?) throws(ServerFailure) -> Bool {
        let left = unsafe PQflush(handle)
        guard left >= 0 else { throw .lost(refused) }
        return left == 0
    }

    /// Waits, and takes in what has come.
    private func wait(for events: Int32, by deadline: Deadline, refused: String?) throws(ServerFailure) {
        try wait(for: events, by: deadline)
        guard unsafe PQconsumeInput(handle) == 1 else { throw .lost(refused) }
    }

    private func send(_ call: Call) -> Bool {
        let parameters = call.parameters
        return unsafe parameters.bytes.withUnsafeBytes { bytes in
            let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            var values: [UnsafePointer<CChar>?] = unsafe []
            for offset in parameters.starts { unsafe values.append(start.map { unsafe $0 + offset }) }
            let formats = [Int32](repeating: 1, count: parameters.count)
            let number = Int32(parameters.count)
            guard let name = prepared[call.sql] else {
                return unsafe PQsendQueryParams(
                    handle,
                    call.sql,
                    number,
                    nil,
                    values,
                    parameters.lengths,
                    formats,
                    1
                ) == 1
            }
            return unsafe PQsendQueryPrepared(handle, name, number, values, parameters.lengths, formats, 1)
                == 1
        }
    }

    private func wait(for events: Int32, by deadline: Deadline) throws(ServerFailure) {
        while true {
            guard !deadline.hasPassed else { throw .late }
            var entry = pollfd(fd: unsafe PQsocket(handle), events: Int16(events), revents: 0)
            guard entry.fd >= 0 else { throw .lost(nil) }
            // What was sealed in one record may have been taken in already, and then no poll tells of the rest.
            let isSealed = unsafe PQsslInUse(handle) == 1
            let longest: Int64 = isSealed ? 10 : 1000
            let ready = unsafe poll(&entry, 1, Int32(min(deadline.millisecondsLeft ?? longest, longest)) + 1)
            if ready > 0 || ready == 0 && isSealed { return }
            guard ready == 0 || errno == EINTR else { throw .lost(nil) }
        }
    }

    /// The SQLSTATE of a connection that was refused, which stands at the end of the message.
    private var refusal: String? {
        guard let message = unsafe PQerrorMessage(handle) else { return nil }
        let state = unsafe String(cString: message).split(whereSeparator: \.isWhitespace).last.map(
            String.init
        )
        let isState =
            state?.utf8.count == 5
            && state?.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) } == true
        return isState ? state : nil
    }

    private static func withPointers<Value>(
        to strings: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
    ) -> Value {
        let whole = strings.flatMap { Array($0.utf8CString) }
        return unsafe whole.withUnsafeBufferPointer { characters in
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for string in strings {
                unsafe pointers.append(characters.baseAddress.map { unsafe $0 + offset })
                offset += string.utf8.count + 1
            }
            unsafe pointers.append(nil)
            return unsafe body(pointers)
        }
    }
}

/// What a server answered to one statement.
///
/// The handle lives as long as the object; what is read is copied.
@safe final class ServerAnswer {
    enum Kind {
        case answered, skipped, endOfFlight
        case refused(String)
    }

    private let handle: OpaquePointer
    let kind: Kind

    fileprivate init(_ handle: OpaquePointer) {
        unsafe self.handle = handle
        switch unsafe PQresultStatus(handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: kind = .answered
        case PGRES_PIPELINE_SYNC: kind = .endOfFlight
        case PGRES_PIPELINE_ABORTED: kind = .skipped
        default:
            let state = unsafe PQresultErrorField(handle, Int32(UInt8(ascii: "C")))
            kind = unsafe .refused(state.map { unsafe String(cString: $0) } ?? "")
        }
    }

    deinit { unsafe PQclear(handle) }

    /// The rows that came.
    var rows: Range<Int32> { 0..<(unsafe PQntuples(handle)) }

    /// What was carried out, such as COMMIT.
    var command: String { unsafe PQcmdStatus(handle).map { unsafe String(cString: $0) } ?? "" }

    func isNull(_ row: Int32, _ column: Int32) -> Bool { unsafe PQgetisnull(handle, row, column) == 1 }

    /// The bytes of a value.
    func bytes(_ row: Int32, _ column: Int32) -> [UInt8] {
        let start = unsafe PQgetvalue(handle, row, column)
        let count = Int(unsafe PQgetlength(handle, row, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
#endif
