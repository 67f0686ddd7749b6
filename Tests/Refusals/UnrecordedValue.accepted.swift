@testable import ClinicalNotes

func bypass(_ note: Unrecorded<OpenedNote>) { _ = note.self }
