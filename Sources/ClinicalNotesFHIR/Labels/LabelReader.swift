/// Reads the security labels of a resource that passed ``ResourceCheck``.
///
/// A label that is not known here could forbid anything, so the resource is refused: withheld, not guessed.
enum LabelReader {
    /// Reads all labels of a resource.
    static func labels(
        of resource: JSONObject,
        type: ComplexType,
        inline: [ResourceCheck.InlineLabel]
    ) throws(FHIRError) -> SecurityLabels {
        var labels = SecurityLabels.none
        let security = resource.object("meta")?.objects("security") ?? []
        for (index, coding) in security.enumerated() {
            labels.formUnion(try label(coding, path: "\(type.rawValue).meta.security[\(index)]"))
        }
        for (index, concept) in resource.objects("securityLabel").enumerated() {
            labels.formUnion(try label(concept: concept, path: "\(type.rawValue).securityLabel[\(index)]"))
        }
        for found in inline { labels.formUnion(try label(found.coding, path: found.path)) }
        return labels
    }

    private static func label(_ coding: JSONObject, path: String) throws(FHIRError) -> SecurityLabels {
        guard let label = LabelCatalog.labels(system: coding.string("system"), code: coding.string("code"))
        else {
            throw FHIRError(.unknownLabel, path: path)
        }
        return label
    }

    /// The codings of one concept say the same in several systems, so one known coding is enough.
    private static func label(concept: JSONObject, path: String) throws(FHIRError) -> SecurityLabels {
        var labels = SecurityLabels.none
        var known = false
        for coding in concept.objects("coding") {
            let system = coding.string("system")
            if let label = LabelCatalog.labels(system: system, code: coding.string("code")) {
                labels.formUnion(label)
                known = true
            }
        }
        guard known else { throw FHIRError(.unknownLabel, path: path) }
        return labels
    }
}
