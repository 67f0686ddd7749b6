/// What the peers' workload showed.
struct PeerTally {
    /// How many were asked, and how many agree with the answers that are known.
    struct Agreement {
        var asked = 0
        var compared = 0
        var agree = 0
        /// The first that do not agree, for people to look at.
        var disagreeing: [String] = []

        mutating func count(_ agrees: Bool?, id: JSONValue) {
            asked += 1
            guard let agrees else { return }
            compared += 1
            if agrees {
                agree += 1
            } else if disagreeing.count < 5 {
                disagreeing.append(id.text)
            }
        }

        var json: JSONValue {
            .object(["asked": .count(asked), "agree": compared == 0 ? .null : .count(agree)])
        }

        var text: String {
            compared == 0
                ? "\(asked) asked, none to compare with" : "\(agree) of \(compared) agree, \(asked) asked"
        }
    }

    var requests = Agreement()
    var lists = Agreement()
    /// How many lists the store's predicate alone would have answered alike.
    var certainAlone = 0
    var possibleAlone = 0
    /// For each fact how many answers opened when it was made unknown.
    var openedWithUnknown: [String: Int] = [:]

    /// Whether all agrees and nothing opened.
    var isClean: Bool {
        requests.agree == requests.compared && lists.agree == lists.compared
            && openedWithUnknown.values.allSatisfy { $0 == 0 }
    }

    /// The last line of the answers.
    var json: JSONValue {
        .object([
            "requests": requests.json, "lists": lists.json,
            "predicateAlone": .object(["certain": .count(certainAlone), "possible": .count(possibleAlone)]),
            "openedWithUnknown": .object(openedWithUnknown.mapValues { .count($0) }),
        ])
    }

    /// The same in sentences.
    var report: [String] {
        let opened = openedWithUnknown.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let openings = opened.map { "\($0.value) with \($0.key)" }.joined(separator: ", ")
        var lines = [
            "requests: \(requests.text)",
            "lists: \(lists.text); of \(lists.asked) the predicate alone answers alike: "
                + "\(certainAlone) by what is certain, \(possibleAlone) by what is possible",
            "opened when one of \(openedWithUnknown.count) facts and columns is unknown: "
                + (opened.isEmpty ? "0" : openings),
        ]
        for (name, agreement) in [("requests", requests), ("lists", lists)]
        where !agreement.disagreeing.isEmpty {
            lines.append(
                "\(name) that do not agree begin with \(agreement.disagreeing.joined(separator: ", "))"
            )
        }
        return lines
    }
}
