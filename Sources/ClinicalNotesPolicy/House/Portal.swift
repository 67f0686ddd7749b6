/// What a house rule for the portal may ask of the one who looks into it.
public enum Portal {
    /// Who looks: the patient, or who in the patient's place.
    public static let viewer = HouseAxis<PortalViewer, PortalScope>(.viewer)
}
