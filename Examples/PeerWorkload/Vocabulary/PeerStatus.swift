/// Where a note of the peers' workload is in its life.
public enum PeerStatus: UInt8, PeerValue {
    case draft, signed, amended, enteredInError
}
