internal import ClinicalNotes

/// The invented people of Willow Street; their identifiers are those of the sample bundle.
enum People {
    static let rivera = staff("Elena Rivera", "S-01")
    static let okafor = staff("Samuel Okafor", "S-02")
    static let winter = staff("Paula Winter", "S-04")
    static let ivanov = staff("Dimitri Ivanov", "S-05")
    static let achebe = staff("Ngozi Achebe", "S-06")
    static let carmen = Person(legalName: "Carmen Sandoval")
    static let consultant = Person(legalName: "Henrik Falkenberg")
    static let helper = Person(legalName: "Julia Sommerfeld")

    static let ana = patient("Ana Lindqvist", "W-1001", born: CalendarDay(year: 1988, month: 5, day: 17))
    static let nadia = patient("Nadia Berger", "W-1002", born: CalendarDay(year: 1984, month: 9, day: 2))
    static let tom = patient("Tom Berger", "W-1003", born: CalendarDay(year: 1982, month: 11, day: 23))
    static let ben = patient("Ben Lindqvist", "W-1005", born: CalendarDay(year: 1987, month: 1, day: 30))

    /// Fifteen years old whenever the demonstration runs; she came alone, as her state's law allows.
    static func mia(at now: Instant) -> Person {
        let today = CalendarDay(of: now)?.components
        var mia = patient(
            "Mia Sandoval",
            "W-1004",
            born: today.flatMap { CalendarDay(year: $0.year - 15, month: 1, day: 1) }
        )
        mia.minor = MinorCircumstances(serviceConsent: .minorAlone)
        return mia
    }

    /// The names that must not stand in the store.
    static let names =
        [rivera, okafor, winter, ivanov, achebe, carmen, consultant, helper].map(\.legalName)
        + [ana, nadia, tom, ben].map(\.legalName) + ["Mia Sandoval"]

    private static func staff(_ name: String, _ number: String) -> Person {
        Person(
            legalName: name,
            identifiers: [PersonIdentifier(system: "urn:example:willow:staff", value: number)]
        )
    }

    private static func patient(_ name: String, _ number: String, born day: CalendarDay?) -> Person {
        Person(
            legalName: name,
            birthDate: day,
            identifiers: [PersonIdentifier(system: "urn:example:willow:mrn", value: number)]
        )
    }
}
