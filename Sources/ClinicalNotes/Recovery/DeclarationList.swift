internal import Synchronization

/// The recoveries that are on the practice's record, as this process knows them.
final class DeclarationList: Sendable {
    private let declared = Mutex<[RecoveryDeclaration]>([])

    var all: [RecoveryDeclaration] { declared.withLock { $0 } }

    /// Those that every explanation names: what one person alone declared, and that she is alone no longer.
    var alone: [RecoveryDeclaration] { all.filter { $0.soloReason != nil || $0.kind == .soloPracticeEnd } }

    func replace(_ newer: [RecoveryDeclaration]) { declared.withLock { $0 = newer } }
}
