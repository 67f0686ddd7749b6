internal import ClinicalNotesLawProof
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension CompartmentOrder {
    /// What the cells are made of, how many each step has, and the exceptions one by one.
    var json: JSONValue {
        .object([
            "roles": .strings(roles.map(\.rawValue)), "purposes": .strings(purposes.map(\.rawValue)),
            "instruments": .strings(instruments.map(Self.name)), "cells": .count(cells),
            "exceptions": .array(
                steps.flatMap { step in step.exceptions.map { Self.object($0, of: step) } }
            ),
            "steps": .array(
                steps.map { step in
                    .object([
                        "laxer": .string(step.laxer.name), "stricter": .string(step.stricter.name),
                        "excepted": .count(Set(step.exceptions.flatMap(\.cells)).count),
                        "unexplained": .array(step.unexplained.map(Self.cell)),
                    ])
                }
            ),
        ])
    }

    private static func object(_ exception: Exception, of step: Step) -> JSONValue {
        let cells = exception.cells
        let roles = PrincipalRole.allCases.filter { role in cells.contains { $0.role == role } }
        let purposes = PurposeOfUse.allCases.filter { purpose in cells.contains { $0.purpose == purpose } }
        return .object([
            "laxer": .string(step.laxer.name), "stricter": .string(step.stricter.name),
            "sentence": .string(exception.sentence), "citation": .string(exception.citation.description),
            "roles": .strings(roles.map(\.rawValue)), "purposes": .strings(purposes.map(\.rawValue)),
            "instruments": .strings(Set(cells.map { name($0.instrument) }).sorted()),
            "cells": .array(cells.map(cell)),
        ])
    }

    private static func cell(_ cell: Cell) -> JSONValue {
        .object([
            "role": .string(cell.role.rawValue), "purpose": .string(cell.purpose.rawValue),
            "instrument": .string(name(cell.instrument)), "inHouse": .bool(cell.isInHouse),
        ])
    }

    /// As a request names it.
    private static func name(_ instrument: LegalProcess.Instrument?) -> String {
        instrument?.rawValue ?? "none"
    }

    /// A line for each step and each exception, for people.
    var text: [String] {
        steps.flatMap { step in
            ["\(step.stricter.name) and \(step.laxer.name), \(cells) cells:"]
                + step.exceptions.map { exception in
                    "    \(exception.sentence) (\(exception.citation)) \(exception.cells.count) cells"
                }
                + step.unexplained.map { "    unexplained: \(Self.text($0))" }
        }
    }

    private static func text(_ cell: Cell) -> String {
        let place = cell.isInHouse ? "inside" : "outside"
        let process = cell.instrument.map { ", with \($0.rawValue)" } ?? ""
        return "\(cell.role.rawValue) \(place), for \(cell.purpose.rawValue)\(process)"
    }
}

extension Compartment {
    /// As a request names it.
    fileprivate var name: String {
        switch self {
        case .general: "general"
        case .psychotherapy: "psychotherapy"
        case .substanceUse: "sud"
        case .substanceUseCounseling: "sud-counseling"
        }
    }
}
