internal import ClinicalNotesModel

/// Reads the security labels of a resource that passed ``ResourceCheck``.
///
/// A label that is not known here could forbid anything: it is told (``SecurityLabels/hasUnknown``), and what bears it is
/// closed until somebody decides.
enum LabelReader {
    /// Reads the labels that any resource may have.
    static func labels(of resource: JSONObject) -> SecurityLabels {
        let security = resource.object("meta")?.objects("security") ?? []
        return security.reduce(into: .none) { $0.formUnion(label($1)) }
    }

    /// Reads all labels of a resource.
    static func labels(
        of resource: JSONObject,
        type: ComplexType,
        inline: [ResourceCheck.InlineLabel]
    ) -> SecurityLabels {
        var labels = labels(of: resource)
        for concept in resource.objects("securityLabel") { labels.formUnion(label(concept: concept)) }
        if type == .composition, let code = resource.string("confidentiality") {
            let system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
            labels.formUnion(LabelCatalog.labels(system: system, code: code) ?? .unknown)
            if !labels.written.contains(where: { $0.code == code }) {
                labels.written.append(SecurityLabel(system: system, code: code))
            }
        }
        for found in inline { labels.formUnion(label(found.coding)) }
        return labels
    }

    private static func label(_ coding: JSONObject) -> SecurityLabels {
        let (system, code) = (coding.string("system"), coding.string("code"))
        var label = LabelCatalog.labels(system: system, code: code) ?? .unknown
        label.written = written(coding)
        return label
    }

    private static func written(_ coding: JSONObject) -> [SecurityLabel] {
        guard let system = coding.string("system"), let code = coding.string("code") else { return [] }
        return [SecurityLabel(system: system, code: code, display: coding.string("display"))]
    }

    /// The codings of one concept say the same in several systems, so one known coding is enough.
    private static func label(concept: JSONObject) -> SecurityLabels {
        var labels = SecurityLabels.none
        var known = false
        for coding in concept.objects("coding") {
            let system = coding.string("system")
            if let label = LabelCatalog.labels(system: system, code: coding.string("code")) {
                labels.formUnion(label)
                known = true
            }
            labels.formUnion(SecurityLabels(written: written(coding)))
        }
        if !known { labels.hasUnknown = true }
        return labels
    }
}

extension SecurityLabels {
    /// A label that nobody here knows.
    fileprivate static let unknown = {
        var labels = SecurityLabels.none
        labels.hasUnknown = true
        return labels
    }()
}
