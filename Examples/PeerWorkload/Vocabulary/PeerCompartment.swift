/// Where a note of the peers' workload is kept.
public enum PeerCompartment: UInt8, PeerValue {
    case general, psychotherapy, substanceUse
}
