internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension OwnerVerifier {
    /// Every certificate must be the authority's.
    mutating func verifySigners() {
        guard let trusted else { return }
        for certificate in trusted.aggregate.certificates {
            guard let enrollment = try? SignedEnrollment(certificate),
                let statement = try? enrollment.verify(keys.authorityKey), statement.tenant == keys.tenant
            else {
                findings.add(.unsigned, records.aggregate)
                continue
            }
            self.trusted?.signers[statement.publicKeys.signing.id] = statement
        }
    }

    /// Every slot's outer lock must open, decoys included, and those in use must be what the aggregate says.
    mutating func verifySlots() {
        guard let trusted else { return }
        let uses = Dictionary(grouping: trusted.aggregate.slots, by: \.index)
        guard trusted.slots.slots.count == Int(trusted.aggregate.slotCount),
            uses.allSatisfy({ $0.value.count == 1 && $0.key < trusted.aggregate.slotCount })
        else {
            findings.add(.contradictory, records.keySlots)
            return
        }
        var commitments: [SlotUse.Scope: Digest] = [:]
        for (number, slot) in trusted.slots.slots.enumerated() {
            let index = UInt32(number)
            do throws(CryptoError) {
                let outer = try keys.outer(try Envelope.generation(of: slot))
                let place = KeySlotAccess.address(index, records)
                _ = try Envelope.open(slot, as: .keySlot, at: place, under: outer.key)
                guard let use = uses[index]?.first else { continue }
                let commitment = try verify(slot, use, trusted)
                // All who hold a key of one scope hold the same one.
                guard commitments[use.scope] ?? commitment == commitment else {
                    throw CryptoError(.cannotOpen)
                }
                commitments[use.scope] = commitment
            } catch {
                findings.add(.unsigned, records.keySlots)
            }
        }
    }

    private mutating func verify(
        _ slot: [UInt8],
        _ use: SlotUse,
        _ trusted: Trusted
    ) throws(CryptoError) -> Digest {
        let compartment: CompartmentID
        switch use.scope {
        case .header: compartment = CompartmentID(.zero)
        case .generation(let section, _), .note(let section, _):
            compartment = trusted.aggregate.compartmentID(section)
        }
        let opened = try KeySlotAccess.openOuter(slot, index: use.index, records, keys)
        guard use.reader != nil else {
            let key = try KeySlotAccess.unlockOrdinary(
                slot,
                index: use.index,
                records,
                keys,
                scope: use.scope,
                compartment: compartment
            )
            self.trusted?.ordinary[use.scope] = HeldKey(key)
            return opened.head.commitment
        }
        return try KeySlotAccess.verify(
            opened,
            use,
            records,
            compartment: compartment,
            granter: { key throws(CryptoError) in
                guard let granter = trusted.signers[key] else { throw CryptoError(.cannotOpen) }
                return granter
            },
            at: use.notBefore
        ).head.commitment
    }
}
