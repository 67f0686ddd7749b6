// refused: cannot convert return expression of type 'Collected' (aka 'Unrecorded<OpenedNote>') to return type 'OpenedNote'
@testable import ClinicalNotes

typealias Collected = Unrecorded<OpenedNote>

func bypass(_ note: Collected) -> OpenedNote { note }
