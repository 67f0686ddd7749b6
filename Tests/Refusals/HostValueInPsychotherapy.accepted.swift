import ClinicalNotesModel

struct MoodScore: GeneralFieldValue, Codable {
    let score: Int
}
