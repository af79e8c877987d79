namespace Consult.Feeds;

// Codes of calls.
public static partial class Codes
{
    /// <summary>The call was begun already.</summary>
    public const string CallExists = "call.exists";

    /// <summary>The call has been answered already.</summary>
    public const string CallAnswered = "call.answered";

    /// <summary>The call has not been answered yet.</summary>
    public const string CallUnanswered = "call.unanswered";

    /// <summary>The call has ended.</summary>
    public const string CallOver = "call.over";

    /// <summary>You are in another call.</summary>
    public const string CallLineBusy = "call.line.busy";

    /// <summary>Only a video consultation has calls.</summary>
    public const string CallVideoOnly = "call.video.only";

    /// <summary>The bought minutes are used up.</summary>
    public const string CallMinutesUsed = "call.minutes.used";

    /// <summary>A call cannot be made longer than that.</summary>
    public const string CallTooLong = "call.too.long";

    private static CodeInfo[] OfCalls() =>
    [
        new(CallExists, 409, false, "The call was begun already."),
        new(CallAnswered, 409, false, "The call has been answered already."),
        new(CallUnanswered, 409, false, "The call has not been answered yet."),
        new(CallOver, 409, false, "The call has ended."),
        new(CallLineBusy, 409, false, "You are in another call. Hang up there first."),
        new(CallVideoOnly, 409, false, "Only a video consultation has calls."),
        new(CallMinutesUsed, 409, false, "The bought minutes are used up."),
        new(CallTooLong, 409, false, "A call cannot be made longer than that."),
    ];
}
