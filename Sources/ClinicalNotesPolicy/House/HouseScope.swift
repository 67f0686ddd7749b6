/// Which direction of law a condition of a house rule can be part of.
///
/// A condition that does not fit a rule's direction does not compile there.
public protocol HouseScope: Sendable {}

/// Conditions that fit every direction: what a note is, what is done, whom it is about.
public enum EveryScope: HouseScope {}

/// Conditions about staff and outsiders, who may only be narrowed.
public enum ThirdPartyScope: HouseScope {}

/// Conditions about the portal.
public enum PortalScope: HouseScope {}

/// Conditions about patients, and those in their place, in their own record.
public enum OwnRecordScope: HouseScope {}
