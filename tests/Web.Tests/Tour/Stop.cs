namespace Consult.Web.Tests.Tour;

/// <summary>A page that the tour looks at.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Account">Who looks: one of the demo's people; null for who is not signed in.</param>
/// <param name="Path">Its path under <c>/app</c>; <c>{…}</c> is a key of the demo's scenario.</param>
public sealed record Stop(string Name, string? Account, string Path)
{
    /// <summary>Every page, some of them in several states. A route without a stop fails a test.</summary>
    public static IReadOnlyList<Stop> All { get; } =
    [
        new("sign-in", null, "/sign-in"),
        new("me", "demo-chen", "/me"),
        new("me-doctor", "demo-wang", "/me"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
