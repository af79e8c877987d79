namespace Consult.Api.Calls;

/// <summary>
/// How browsers reach each other: the configuration section <c>Calls:Ice</c>. A class and no record, so that it has no
/// <c>ToString</c> that could print the secret.
/// </summary>
internal sealed class IceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Calls:Ice";

    /// <summary>The longest that credentials may be valid.</summary>
    public static readonly TimeSpan MaxValidFor = TimeSpan.FromHours(1);

    /// <summary>Addresses of STUN servers, as in <c>stun:turn.example.org:3478</c>.</summary>
    public string[] Stun { get; init; } = [];

    /// <summary>Addresses of TURN servers, as in <c>turns:turn.example.org:5349?transport=tcp</c>.</summary>
    public string[] Turn { get; init; } = [];

    /// <summary>
    /// What the TURN servers have as <c>static-auth-secret</c>; best from the environment, as <c>Calls__Ice__Secret</c>.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>How long credentials are valid, at most <see cref="MaxValidFor"/>. Their end does not end a call.</summary>
    public TimeSpan ValidFor { get; init; } = MaxValidFor;
}
