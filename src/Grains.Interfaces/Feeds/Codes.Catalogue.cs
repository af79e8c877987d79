namespace Consult.Feeds;

// Codes that every feed and every door may give.
public static partial class Codes
{
    /// <summary>The server is at a limit; nothing was done.</summary>
    public const string Busy = "busy";

    /// <summary>A room takes no more chat for the moment; nothing was done.</summary>
    public const string Overloaded = "room.overloaded";

    /// <summary>Whether the command took effect could not be found out in time.</summary>
    public const string Unknown = "unknown";

    /// <summary>The record of this actor cannot be read and is protected from writing.</summary>
    public const string Quarantined = "feed.quarantined";

    /// <summary>The reader's past is not the feed's past.</summary>
    public const string Reload = "feed.reload";

    /// <summary>The id was used for another command.</summary>
    public const string CommandReused = "command.reused";

    /// <summary>The id is missing or malformed.</summary>
    public const string CommandIdInvalid = "command.id.invalid";

    /// <summary>No access, or no such thing.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>No valid sign-in.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The ticket is unknown, used or expired.</summary>
    public const string TicketInvalid = "ticket.invalid";

    /// <summary>A field is missing or malformed.</summary>
    public const string Invalid = "invalid";

    /// <summary>A text is longer than allowed.</summary>
    public const string TextTooLong = "text.too.long";

    /// <summary>A text has characters that cannot be stored.</summary>
    public const string TextInvalid = "text.invalid";

    /// <summary>The reader is too slow.</summary>
    public const string Slow = "slow";

    /// <summary>Too many requests of one account.</summary>
    public const string RateLimited = "rate.limited";

    /// <summary>There is no such route.</summary>
    public const string RouteUnknown = "route.unknown";

    /// <summary>The route exists, but not for this method.</summary>
    public const string MethodInvalid = "method.invalid";

    /// <summary>The body is larger than any command.</summary>
    public const string BodyTooLarge = "body.too.large";

    /// <summary>The body is not declared as JSON.</summary>
    public const string MediaTypeInvalid = "media.type.invalid";

    /// <summary>A defect of the server.</summary>
    public const string Internal = "internal";

    private static CodeInfo[] General() =>
    [
        new(Busy, 503, true, "The server is at its limit or has just restarted this record; nothing was done. Send the same command again."),
        new(Overloaded, 503, true, "The room takes no more lines for the moment; nothing was done. Send the same command again."),
        new(Unknown, 503, true, "Whether the command took effect could not be found out in time. Send the same command with the same id again."),
        new(Quarantined, 503, false, "This record cannot be read by this version and is protected from writing; the operator has been alarmed."),
        new(Reload, 409, false, "The feed's past is not the one you know, or what you may see has grown. Read the feed again from its start."),
        new(CommandReused, 409, false, "This command id was already used for another command."),
        new(CommandIdInvalid, 400, false, "The command id (Idempotency-Key) must be 1 to 120 visible ASCII characters without a slash."),
        new(Forbidden, 403, false, "There is no such thing, or you have no access to it."),
        new(Unauthenticated, 401, false, "Sign in first."),
        new(TicketInvalid, 401, false, "The ticket is unknown, used or expired. Get a new one."),
        new(Invalid, 400, false, "The request is malformed."),
        new(TextTooLong, 400, false, "The text is too long."),
        new(TextInvalid, 400, false, "The text has characters that cannot be stored (U+0000 or a lone surrogate)."),
        new(Slow, 503, true, "Your connection does not keep up. Reconnect and resume from your position."),
        new(RateLimited, 429, true, "Too many requests. Wait a moment."),
        new(RouteUnknown, 404, false, "There is no such route."),
        new(MethodInvalid, 405, false, "The route exists, but not for this method."),
        new(BodyTooLarge, 413, false, "A request body has at most 64 KB."),
        new(MediaTypeInvalid, 415, false, "Send the body as application/json."),
        new(Internal, 500, true, "The server failed. Nothing was acknowledged."),
    ];
}
