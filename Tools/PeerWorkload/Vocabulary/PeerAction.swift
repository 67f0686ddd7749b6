/// What a principal of the peers' workload wants to do.
package enum PeerAction: UInt8, PeerValue {
    case read, amend, sign, share, disclose, retract
}
