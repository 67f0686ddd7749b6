extension NoteKind {
    /// The kind for a service and a discipline, or `nil` where LOINC has no code for the pair.
    package static func of(_ service: NoteService, by discipline: NoteDiscipline) -> NoteKind? {
        guard
            let row = matrix[service], let column = NoteDiscipline.allCases.firstIndex(of: discipline),
            let code = row[column]
        else { return nil }
        return NoteKind(loinc: code)
    }

    /// Every LOINC kind that this library knows, in the order of codes.
    public static var catalog: [NoteKind] { words.keys.sorted().map { NoteKind(loinc: $0) } }

    /// The codes of mental-health documents; columns in the order of ``NoteDiscipline``.
    private static let matrix: [NoteService: [String?]] = [
        .any: ["34786-4", "28628-6", "34792-2", "28653-4", "34857-3"],
        .progress: ["34904-3", "28627-8", "11510-5", "28656-7", "93892-8"],
        .initialEvaluation: ["78466-0", "28635-1", "18738-5", "18739-3", "87260-6"],
        .admissionEvaluation: ["84192-4", "83880-5", nil, "83954-8", "87252-3"],
        .historyAndPhysical: ["78306-8", "68599-0", "83901-9", "83959-7", "87259-8"],
        .consultation: ["34785-6", "34788-0", "34791-4", "34841-7", "87254-9"],
        .counseling: ["34864-9", "34865-6", "34866-4", "34872-2", "87255-6"],
        .individualCounseling: ["78309-2", nil, nil, nil, nil],
        .groupCounseling: ["34787-2", "34790-6", "34793-0", "34843-3", "87257-2"],
        .dischargeSummary: ["78263-1", "59259-2", "83898-7", "83956-3", "87256-4"],
        .planOfCare: ["80742-0", "80765-1", "80770-1", "80788-3", "87253-1"],
        .riskAssessment: ["78486-8", "83892-0", "83906-8", "83979-5", "87258-0"],
        .medicationManagement: ["75442-4", "83889-6", nil, nil, "87247-3"],
        .referral: ["57143-0", "57157-0", "57158-8", "57164-6", "87250-7"],
    ]

    private static let serviceWords: [NoteService: String] = [
        .any: "note", .progress: "progress note", .initialEvaluation: "initial evaluation note",
        .admissionEvaluation: "admission evaluation note", .historyAndPhysical: "history and physical note",
        .consultation: "consult note", .counseling: "counseling note",
        .individualCounseling: "individual counseling note", .groupCounseling: "group counseling note",
        .dischargeSummary: "discharge summary", .planOfCare: "plan of care note",
        .riskAssessment: "risk assessment note", .medicationManagement: "medication management note",
        .referral: "referral note",
    ]

    private static let disciplineWords: [NoteDiscipline: String] = [
        .mentalHealth: "Mental health", .psychiatry: "Psychiatry", .psychology: "Psychology",
        .socialWork: "Social work", .addictionMedicine: "Addiction medicine",
    ]

    /// Words for people, by LOINC code.
    static let words: [String: String] = {
        var words = generalWords
        for (service, row) in matrix {
            for (discipline, code) in zip(NoteDiscipline.allCases, row) {
                if let code, let first = disciplineWords[discipline], let second = serviceWords[service] {
                    words[code] = "\(first) \(second)"
                }
            }
        }
        return words
    }()

    private static let generalWords: [String: String] = [
        "11488-4": "Consult note", "18842-5": "Discharge summary", "34117-2": "History and physical note",
        "28570-0": "Procedure note", "11506-3": "Progress note", "18748-4": "Diagnostic imaging study",
        "11502-2": "Laboratory report", "11526-1": "Pathology study", "11504-8": "Surgical operation note",
        "34111-5": "Emergency department note", "57133-1": "Referral note", "34746-8": "Nurse note",
        "34109-9": "Note", "78707-7": "Mental health crisis intervention note",
        "84212-0": "Mental health team conference note", "78472-8": "Mental health procedure note",
        "85876-1": "Neuropsychology note", "85877-9": "Neuropsychology initial evaluation note",
        "68645-1": "Child psychiatry note", "68646-9": "Child psychiatry progress note",
        "75423-4": "Addiction psychiatry note", "75422-6": "Addiction psychiatry group counseling note",
        "47042-7": "Counseling note", "47043-5": "Group counseling note",
        "74282-5": "Individual counseling note", "28636-9": "Initial evaluation note",
        "51848-0": "Evaluation note", "34748-4": "Telephone encounter note", "18776-5": "Plan of care note",
        "51855-5": "Patient note", "100483-7": "Mental health outpatient progress note",
        "100661-8": "Psychiatry outpatient progress note", "100523-0": "Psychology outpatient progress note",
        "100532-1": "Social work outpatient progress note",
    ]
}
