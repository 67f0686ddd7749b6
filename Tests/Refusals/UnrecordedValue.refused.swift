// refused: 'value' is inaccessible due to 'fileprivate' protection level
@testable import ClinicalNotes

func bypass(_ note: Unrecorded<OpenedNote>) { _ = note.value }
