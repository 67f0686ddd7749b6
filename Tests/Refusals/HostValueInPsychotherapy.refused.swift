// refused: type 'MoodScore' does not conform to protocol 'PsychotherapyFieldValue'
import ClinicalNotesModel

struct MoodScore: PsychotherapyFieldValue, Codable {
    let score: Int
}
