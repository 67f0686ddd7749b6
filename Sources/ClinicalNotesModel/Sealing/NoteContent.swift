/// What a note says, as fields that are sealed one by one.
///
/// Conform to one of the protocols that refine it, one a compartment: ``GeneralRecordContent``,
/// ``PsychotherapyContent``, ``SubstanceUseContent``, ``SubstanceUseCounselingContent``. Every property
/// is `@Sealed` and has a case in `enum CodingKeys: Int, FieldKey`; ``TemplateRegistry`` refuses a type
/// where that is not so.
public protocol NoteContent: Codable, Sendable {
    /// Which template the content fills in.
    static var template: Template { get }
    /// Which compartment the content is kept in; given by the refining protocol.
    static var compartment: Compartment { get }
}
