/// The value sets of R4 with a required binding.
enum ValueSets {
    static let bundleType: Set<String> = [
        "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
        "searchset", "collection",
    ]
    static let searchMode: Set<String> = ["match", "include", "outcome"]
    static let method: Set<String> = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
    static let documentStatus: Set<String> = ["current", "superseded", "entered-in-error"]
    static let compositionStatus: Set<String> = ["preliminary", "final", "amended", "entered-in-error"]
    static let relationship: Set<String> = ["replaces", "transforms", "signs", "appends"]
    static let gender: Set<String> = ["male", "female", "other", "unknown"]
    static let patientLink: Set<String> = ["replaced-by", "replaces", "refer", "seealso"]
    static let groupType: Set<String> = [
        "person", "animal", "practitioner", "device", "medication", "substance",
    ]
    static let narrativeStatus: Set<String> = ["generated", "extensions", "additional", "empty"]
    static let identifierUse: Set<String> = ["usual", "official", "temp", "secondary", "old"]
    static let nameUse: Set<String> = [
        "usual", "official", "temp", "nickname", "anonymous", "old", "maiden",
    ]
    static let contactSystem: Set<String> = ["phone", "fax", "email", "pager", "url", "sms", "other"]
    static let contactUse: Set<String> = ["home", "work", "temp", "old", "mobile"]
    static let addressUse: Set<String> = ["home", "work", "temp", "old", "billing"]
    static let addressType: Set<String> = ["postal", "physical", "both"]

    static let reportStatus: Set<String> = [
        "registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled",
        "entered-in-error", "unknown",
    ]
    static let observationStatus: Set<String> = [
        "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error",
        "unknown",
    ]
    static let requestStatus: Set<String> = [
        "draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown",
    ]
    static let requestIntent: Set<String> = [
        "proposal", "plan", "directive", "order", "original-order", "reflex-order", "filler-order",
        "instance-order", "option",
    ]
    static let attestationMode: Set<String> = ["personal", "professional", "legal", "official"]
    static let confidentiality: Set<String> = ["U", "L", "M", "N", "R", "V"]

    /// Every resource type of R4 (4.0.1).
    static let resourceType: Set<String> = Set(
        """
        Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent \
        Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam \
        CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem \
        Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent \
        Contract Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device \
        DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest \
        DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse \
        EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit \
        FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy \
        Immunization ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan \
        Invoice Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration \
        MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct \
        MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication \
        MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured \
        MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect \
        MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder Observation \
        ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation \
        Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner \
        PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup \
        ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment \
        RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition \
        StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer \
        SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification \
        SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet \
        VerificationResult VisionPrescription
        """.split(separator: " ").map(String.init)
    )
}
