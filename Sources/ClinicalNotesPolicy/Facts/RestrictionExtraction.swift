internal import ClinicalNotesModel

extension FactWords {
    /// The restrictions that the patient asked for, each judged alone.
    mutating func setRestrictions(of request: borrowing AccessRequest) {
        var paid = Truth.no
        var paidEnded = Truth.no
        var agreed = Truth.no
        var agreedEnded = Truth.no
        var agreedPresent = Truth.no
        var requested = Truth.no
        var endedByPatient = Truth.no
        var endedBefore = Truth.no
        if case .known(let restrictions) = request.note.restrictions {
            for restriction in restrictions {
                let blocks = request.isNamed(restriction)
                let byPatient = restriction.ended.equals(.byPatient) & request.hasEnded(restriction)
                let byEntity = restriction.ended.equals(.byEntity)
                let isPaid = restriction.kind.equals(.paidInFull)
                let isAgreed = restriction.kind.equals(.agreed)
                let younger = byEntity & request.isYounger(than: restriction)
                paid = paid | (isPaid & blocks & !byPatient)
                paidEnded = paidEnded | (isPaid & blocks & byEntity)
                agreed = agreed | (isAgreed & blocks & !byPatient & !younger)
                agreedEnded = agreedEnded | (isAgreed & blocks & byEntity & !younger)
                agreedPresent = agreedPresent | (isAgreed & blocks)
                endedByPatient = endedByPatient | (blocks & byPatient)
                endedBefore = endedBefore | (isAgreed & blocks & younger)
                requested = requested | (restriction.kind.equals(.requestedOnly) & blocks)
            }
        } else {
            (paid, paidEnded, agreed) = (.unknown, .unknown, .unknown)
            (agreedEnded, agreedPresent, requested) = (.unknown, .unknown, .unknown)
            (endedByPatient, endedBefore) = (.unknown, .unknown)
        }
        set(.paidInFullBlocks, paid)
        set(.paidInFullEndedByHolder, paidEnded)
        set(.agreedBlocks, agreed)
        set(.agreedEndedLater, agreedEnded)
        set(.agreedPresent, agreedPresent)
        set(.requestedOnly, requested)
        set(.restrictionEndedByPatient, endedByPatient)
        set(.restrictionEndedBefore, endedBefore)
    }
}

extension AccessRequest {
    /// Whether a restriction names this role and this purpose.
    fileprivate func isNamed(_ restriction: RestrictionFacts) -> Truth {
        var role = Truth.unknown
        if case .known(let own) = principal.role {
            role = restriction.blocksRoles.satisfies { $0.contains(own) }
        }
        var purpose = Truth.unknown
        if case .known(let own) = self.purpose {
            purpose = restriction.blocksPurposes.satisfies { $0.contains(own) }
        }
        return role & purpose
    }

    /// Whether the moment of its end has come.
    fileprivate func hasEnded(_ restriction: RestrictionFacts) -> Truth {
        guard case .known(let end) = restriction.endedAt else { return .unknown }
        guard let end else { return .yes }
        return time.satisfies { end <= $0 }
    }

    /// Whether the note was made after the holder ended a restriction.
    fileprivate func isYounger(than restriction: RestrictionFacts) -> Truth {
        guard case .known(let end) = restriction.endedAt, case .known(let made) = note.createdAt else {
            return .unknown
        }
        guard let end else { return .no }
        return Truth(made > end) & hasEnded(restriction)
    }
}
