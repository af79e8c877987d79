namespace Consult.Feeds;

// Codes of free clinics. None is retryable.
public static partial class Codes
{
    /// <summary>There is no such clinic.</summary>
    public const string ClinicUnknown = "clinic.unknown";

    /// <summary>The clinic was announced already.</summary>
    public const string ClinicExists = "clinic.exists";

    /// <summary>At this time it cannot be done: it is not open yet, has not begun, is over or was called off.</summary>
    public const string ClinicClosed = "clinic.closed";

    /// <summary>No place is left, and none on the reserve list if that was asked for.</summary>
    public const string ClinicFull = "clinic.full";

    /// <summary>The clinic was called off.</summary>
    public const string ClinicCalledOff = "clinic.cancelled";

    /// <summary>As many doctors host or are invited as allowed.</summary>
    public const string HostLimit = "host.limit";

    /// <summary>The doctor hosts or is invited already.</summary>
    public const string HostPresent = "host.present";

    /// <summary>The doctor neither hosts nor is invited.</summary>
    public const string HostAbsent = "host.absent";

    /// <summary>The patient has a place, or stands on the reserve list.</summary>
    public const string PlaceTaken = "place.taken";

    /// <summary>The patient has no such place.</summary>
    public const string PlaceAbsent = "place.absent";

    /// <summary>A consultation exists for the place.</summary>
    public const string PlaceUsed = "place.used";

    private static CodeInfo[] OfClinics() =>
    [
        new(ClinicUnknown, 409, false, "There is no such clinic."),
        new(ClinicExists, 409, false, "The clinic was announced already."),
        new(ClinicClosed, 409, false, "Not at this time: the clinic has not opened or begun yet, is over, or was called off."),
        new(ClinicFull, 409, false, "No place is left in this clinic, nor on its reserve list if you asked for that."),
        new(ClinicCalledOff, 409, false, "The clinic was called off."),
        new(HostLimit, 409, false, "As many doctors host this clinic or are invited as allowed."),
        new(HostPresent, 409, false, "The doctor hosts this clinic or is invited already."),
        new(HostAbsent, 409, false, "The doctor does not host this clinic."),
        new(PlaceTaken, 409, false, "The patient already has a place in this clinic or stands on its reserve list."),
        new(PlaceAbsent, 409, false, "The patient has no such place in this clinic."),
        new(PlaceUsed, 409, false, "A consultation exists for this place."),
    ];
}
