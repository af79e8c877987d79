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
        new("desk", "demo-zhao", "/desk"),
        new("pool", "demo-xu", "/pool"),
        new("practice", "demo-zhao", "/practice"),
        new("figures", "demo-zhao", "/figures"),
        new("prescribed", "demo-zhao", "/consultations/{lipids}/prescribe"),
        new("prescription", "demo-zhao", "/prescriptions/{lipidsRx}"),
        new("prescription-patient", "demo-zhou", "/prescriptions/{pressureRx}"),
        new("reviews", "demo-pharmacist", "/reviews"),
        new("review", "demo-pharmacist", "/reviews/{lipidsRx}"),
        new("board", "demo-operator", "/board"),
        new("people", "demo-operator", "/people"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
