using System.Net;

namespace Consult.Client;

/// <summary>The codes that this client acts upon by itself.</summary>
public static class ClientCodes
{
    /// <summary>The client's own: no answer came, so the outcome is unknown.</summary>
    public const string NoAnswer = "no.answer";

    /// <summary>The client's own: an answer came that is not of this protocol.</summary>
    public const string NotUnderstood = "not.understood";

    internal const string Busy = "busy";
    internal const string Unknown = "unknown";
    internal const string Overloaded = "room.overloaded";
    internal const string RateLimited = "rate.limited";
    internal const string Internal = "internal";
    internal const string Unauthenticated = "unauthenticated";
    internal const string ReauthenticationRequired = "reauthentication.required";
    internal const string Reload = "feed.reload";
    internal const string Slow = "slow";

    /// <summary>Worth the same command again, until the deadline.</summary>
    internal static bool IsTransient(string code) => code is Busy or Unknown or RateLimited or Overloaded or NoAnswer or Slow;

    /// <summary>Worth the same command again after a new sign-in.</summary>
    internal static bool WantsSignIn(string code) => code is Unauthenticated or ReauthenticationRequired;

    /// <summary>What a status without problem details means: a proxy speaks, or nobody.</summary>
    internal static string OfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => Unauthenticated,
        HttpStatusCode.TooManyRequests => RateLimited,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => NoAnswer,
        HttpStatusCode.InternalServerError => Internal,
        _ => NotUnderstood,
    };
}
