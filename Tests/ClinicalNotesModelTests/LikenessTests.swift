import ClinicalNotesModel
import Testing

@Suite("Whether two people can be one")
struct LikenessTests {
    @Test(arguments: [
        ("Ana Rivera", "ANA RIVERA"), ("Ana Rivera", "Rivera, Ana"), ("José Núñez", "Jose Nunez"),
        ("José Núñez", "Jose\u{301} Nun\u{303}ez"), ("Søren Ærø", "Soren Aero"),
        ("Nguyễn Văn Đức", "Nguyen Van Duc"),
        ("Straße Weiß", "STRASSE WEISS"), ("Łukasz Żak", "lukasz zak"), ("İpek Işık", "IPEK ISIK"),
        ("Siobhan O'Brien", "Siobhan O\u{2019}Brien"), ("Siobhan O'Brien", "SIOBHAN OBRIEN"),
        ("Ana-Maria Rivera", "Ana Maria Rivera"), ("Ana Maria Rivera", "Ana Rivera"),
        ("Ana M. Rivera", "Ana Maria Rivera"), ("Dr. Ana Rivera", "Ana Rivera"), ("Rivera", "Ana Rivera"),
        ("", "Ana Rivera"), ("李 小龙", "李小龙"), ("Van Der Berg, Jan", "jan van der berg"),
    ])
    func `names that do not contradict each other`(left: String, right: String) {
        #expect(!Person(legalName: left).contradicts(Person(legalName: right)))
        #expect(!Person(legalName: right).contradicts(Person(legalName: left)))
    }

    @Test(arguments: [
        ("Ana Rivera", "Eva Rivera"), ("Ana Rivera", "Ana Okafor"), ("Elizabeth Lin", "Liz Lin"),
        ("John Smith Sr.", "John Smith Jr."), ("J Smith", "John Smith"),
        ("Ana M. Rivera", "Ana Elena Rivera"),
        ("Ana M. Rivera", "Eva M. Rivera"), ("李小龙", "李小明"), ("Rivera", "Okafor"),
    ])
    func `names that do`(left: String, right: String) {
        #expect(Person(legalName: left).contradicts(Person(legalName: right)))
        #expect(Person(legalName: right).contradicts(Person(legalName: left)))
    }

    private static func born(_ text: String) -> Person {
        var person = Person(legalName: "Ana Rivera")
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        if numbers.count == 3 {
            person.birthDate = CalendarDay(text)
        } else if let year = numbers.first {
            person.partialBirthDate = PartialDate(year: year, month: numbers.dropFirst().first)
        }
        return person
    }

    @Test(arguments: [
        ("1990-05-01", "1990-05-01", false), ("1990-05-01", "1990-05-02", true),
        ("1990-05-01", "1991-05-01", true),
        ("1990", "1990-05-01", false), ("1990-05", "1990-05-01", false), ("1990-05", "1990", false),
        ("1990", "1950", true), ("1950", "1990-05-01", true), ("1990-06", "1990-05-01", true),
        ("1990-06", "1990-05", true),
        ("", "1990-05-01", false), ("", "", false),
    ])
    func `births are compared as far as both are known`(left: String, right: String, contradict: Bool) {
        #expect(Self.born(left).contradicts(Self.born(right)) == contradict)
        #expect(Self.born(right).contradicts(Self.born(left)) == contradict)
    }

    @Test func `genders contradict where both are known and differ`() {
        let genders: [Person.Gender?] = [nil, .female, .male, .other]
        for left in genders {
            for right in genders {
                let (one, other) = (
                    Person(legalName: "Ana", gender: left), Person(legalName: "Ana", gender: right)
                )
                #expect(one.contradicts(other) == (left != nil && right != nil && left != right))
            }
        }
    }

    @Test func `a partial date is a year, or a month of a year`() {
        #expect(PartialDate(year: 1990)?.description == "1990")
        #expect(PartialDate(year: 1990, month: 5)?.description == "1990-05")
        #expect(PartialDate(year: 1990, month: 13) == nil)
        #expect(PartialDate(year: 10_000) == nil)
    }
}
