namespace Consult.Calls;

/// <summary>The signals of a call, by which two browsers find each other (WebRTC). None is ever stored or logged.</summary>
public static class CallSignals
{
    /// <summary>"I am still here", every ten seconds, without data. It goes to the call alone.</summary>
    public const string Alive = "call.alive";

    /// <summary>A session description that is offered.</summary>
    public const string Offer = "call.offer";

    /// <summary>The session description that answers an offer.</summary>
    public const string Answer = "call.answer";

    /// <summary>A network address at which a party may be reached.</summary>
    public const string Candidate = "call.candidate";

    /// <summary>The longest data of a signal, in UTF-16 code units; null for a type that carries none.</summary>
    public static int? MaxData(string type) => type switch
    {
        Offer or Answer => 16 * 1024,
        Candidate => 1024,
        _ => null,
    };
}
