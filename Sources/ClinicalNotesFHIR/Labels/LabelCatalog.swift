/// The codes of security labels that are known here (HL7 terminology: v3-ActCode 11.0.0, v3-ActReason 4.0.0).
enum LabelCatalog {
    private static let terminology = "http://terminology.hl7.org/CodeSystem/"
    private static let stu3 = "http://hl7.org/fhir/v3/"

    /// Gives the meaning of one coding, or `nil` if it is not known.
    static func labels(system: String?, code: String?) -> SecurityLabels? {
        guard let system, let code else { return nil }
        var name = system[...]
        if system.hasPrefix(terminology) { name = system.dropFirst(terminology.count) }
        if system.hasPrefix(stu3) { name = "v3-" + system.dropFirst(stu3.count) }
        var labels = SecurityLabels()
        switch name {
        case "v3-Confidentiality":
            guard let known = Confidentiality(rawValue: code) else {
                return retiredConfidentiality[code]
            }
            labels.confidentiality = known
        case "v3-ActCode", "v3-ActUSPrivacyLaw":
            if sensitivities.contains(code) {
                labels.sensitivities = [code]
            } else if privacyLaws.contains(code) {
                labels.privacyLaws = [code]
            } else if handling.contains(code) {
                labels.handling = [currentSpelling[code] ?? code]
            } else {
                return nil
            }
        case "v3-ActReason":
            guard purposes.contains(code) else { return nil }
            labels.purposes = [code]
        case "v3-ObservationValue":
            guard integrity.contains(code) else { return nil }
            labels.integrity = [code]
        default: return nil
        }
        return labels
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static func retired(
        _ confidentiality: Confidentiality,
        _ sensitivities: Set<String> = []
    ) -> SecurityLabels {
        var labels = SecurityLabels()
        labels.confidentiality = confidentiality
        labels.sensitivities = sensitivities
        return labels
    }

    /// Codes that v3-Confidentiality had once; the meanings live on in v3-ActCode.
    private static let retiredConfidentiality: [String: SecurityLabels] = [
        "ETH": retired(.restricted, ["ETH"]), "HIV": retired(.restricted, ["HIV"]),
        "PSY": retired(.restricted, ["PSY"]), "SDV": retired(.restricted, ["SDV"]),
        "C": retired(.restricted, ["CEL"]), "S": retired(.restricted), "T": retired(.restricted, ["TBOO"]),
        "B": retired(.restricted, ["B"]), "D": retired(.restricted, ["PHY"]), "I": retired(.veryRestricted),
    ]

    private static let currentSpelling = ["NORDSLCD": "NORDSCLCD"]

    private static let sensitivities = words(
        """
        ETH GDIS HIV MST PREGNANT SCA SDV SEX STD TBOO VIO IDS SPI BH COGN DVD EMOTDIS MH PSY PSYTHPN SUD \
        ETHUD OPIOIDUD SICKLE ADOL CEL VIP DIA DRGIS EMP PDS PHY PRS B EMPL LOCIS SSP DEMO DOB GENDER LIVARG \
        MARST PATLOC RACE REL
        """
    )

    private static let privacyLaws = words(
        """
        42CFRPart2 CommonRule HIPAAAuth HIPAAConsent HIPAANOPP HIPAAPsyNotes HIPAAROA HIPAASelfPay \
        Title38Section7332 GDPRCONSENT OPTIN OPTINR OPTOUT OPTOUTE EMRGONLY IMPLIED IMPLIEDD NOCONSENT NOPP \
        GRANTORCHOICE INFA INFAO INFASO 42CFRPart2CD HIPAAConsentCD
        """
    )

    private static let handling = words(
        """
        ANONY AOD AUDIT AUDTR CPLYPOL CPLYCC CPLYCD CPLYCUI CPLYJPP CPLYJSP CPLYOPP CPLYOSP DECLASSIFYLABEL \
        DEID DELAU DOWNGRDLABEL DRIVLABEL ENCRYPT ENCRYPTR ENCRYPTT ENCRYPTU HUAPRV LABEL MASK MINEC \
        PERSISTLABEL PRIVMARK PSEUD REDACT UPGRDLABEL PROCESSINLINELABEL NOAUTH NOCOLLECT NODSCLCD NODSCLCDS \
        NOINTEGRATE NOLIST NOMOU NOORGPOL NOPAT NOPERSISTP NORDSCLCD NORDSLCD NORDSCLCDS NORDSCLW NORELINK \
        NOREUSE NOVIP ORCON ConfidentialMark COPYMark DeliverToAddresseeOnlyMark RedisclosureProhibitionMark \
        RestrictedConfidentialityMark DRAFTMark
        """
    )

    private static let purposes = words(
        """
        TREAT CLINTRL COC ETREAT BTG ERTREAT POPHLTH TREATDS HPAYMT CLMATTCH COVAUTH COVERAGE ELIGDTRM ELIGVER \
        ENROLLM MILDCRG REMITADV PMTDS HOPERAT CAREMGT DONAT FRAUD GOV HACCRED HCOMPL HDECD HDIRECT HDM HLEGAL \
        HOUTCOMS HPRGRP HQUALIMP HSYSADMIN LABELING METAMGT MEMADMIN MILCDM PATADMIN PATSFTY PERFMSR RECORDMGT \
        SYSDEV HTEST TRAIN MLTRAINING HRESCH BIORCH CLINTRCH DSRCH POARCH TRANSRCH PATRQT FAMRQT PWATRNY SUPNWK \
        PUBHLTH DISASTER THREAT HMARKT
        """
    )

    private static let integrity = words(
        """
        CLINAST DEVAST HCPAST PATAST CLINRPT PATRPT ANONYED MASKED PSEUDED REDACTED SUBSETTED TRSLT CRYTOHASH \
        DIGSIG
        """
    )
}
