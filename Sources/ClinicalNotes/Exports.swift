@_exported public import ClinicalNotesCrypto
@_exported public import ClinicalNotesModel
@_exported public import ClinicalNotesPolicy
@_exported public import ClinicalNotesStorage
