/// Where a note of the peers' workload is kept.
package enum PeerCompartment: UInt8, PeerValue {
    case general, psychotherapy, substanceUse
}
