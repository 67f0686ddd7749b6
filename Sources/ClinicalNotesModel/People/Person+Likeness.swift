extension Person {
    /// Whether what is known of two people cannot be of one: their names, births or genders contradict each other.
    ///
    /// What is missing contradicts nothing. Of births what both know is compared: a year, a month, a day. Names are
    /// compared without regard to case, diacritics, punctuation and order; a name that lacks a word of the other does
    /// not contradict it, a nickname does.
    package func contradicts(_ other: Person) -> Bool {
        if let gender, let others = other.gender, gender != others { return true }
        let births = zip(birth, other.birth).map { ($0.0, $0.1) }
        if births.contains(where: { known, others in known != nil && others != nil && known != others }) {
            return true
        }
        return NameWords(legalName).contradict(NameWords(other.legalName))
    }

    /// Year, month and day of birth, as far as they are known.
    private var birth: [Int?] {
        if let (year, month, day) = birthDate?.components { return [year, month, day] }
        return [partialBirthDate?.year, partialBirthDate?.month, nil]
    }
}
