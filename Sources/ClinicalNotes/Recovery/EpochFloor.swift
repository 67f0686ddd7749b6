internal import ClinicalNotesModel
internal import Synchronization

/// The epochs that owners had when their narrowings were kept outside the store: an owner below its own was put back.
final class EpochFloor: Sendable {
    private let epochs = Mutex<[OwnerID: UInt64]>([:])

    /// The floors of some owners, to be taken before what is compared with them is fetched.
    func floors(of owners: some Sequence<OwnerID>) -> [OwnerID: UInt64] {
        epochs.withLock { epochs in
            guard !epochs.isEmpty else { return [:] }
            return Dictionary(owners.compactMap { owner in epochs[owner].map { (owner, $0) } }) { first, _ in
                first
            }
        }
    }

    /// All floors.
    var all: [OwnerID: UInt64] { epochs.withLock { $0 } }

    /// An owner was seen at an epoch that must not be fallen behind.
    func raise(_ owner: OwnerID, to epoch: UInt64) {
        epochs.withLock { $0[owner] = max($0[owner] ?? 0, epoch) }
    }

    /// What a restore declared lost is not waited for.
    func forget(_ owners: some Sequence<OwnerID>) {
        epochs.withLock { epochs in
            for owner in owners { epochs[owner] = nil }
        }
    }
}
