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

        new("conversation", "demo-chen", "/consultations/{cough}"),
        new("conversation-doctor", "demo-wang", "/consultations/{cough}"),
        new("conversation-waiting", "demo-chen", "/consultations/{fever}"),
        new("conversation-queue", "demo-lin", "/consultations/{throat}"),
        new("conversation-completed", "demo-zhou", "/consultations/{pressure}"),
        new("conversation-refund", "demo-lin", "/consultations/{eczema}"),
        new("conversation-unknown", "demo-chen", "/consultations/nobody"),

        new("livestreams", "demo-chen", "/livestreams"),
        new("livestream", "demo-chen", "/livestreams/{stream}"),
        new("livestream-soon", "demo-chen", "/livestreams/{next}"),
        new("livestream-console", "demo-wang", "/livestreams/{stream}/console"),
        new("livestream-console-moderator", "demo-assistant", "/livestreams/{stream}/console"),
        new("livestream-new", "demo-wang", "/livestreams/new"),
        new("livestream-edit", "demo-liu", "/livestreams/{next}/edit"),

        new("clinics", "demo-sun", "/clinics"),
        new("clinic", "demo-sun", "/clinics/{clinic}"),
        new("clinic-new", "demo-liu", "/clinics/new"),
        new("clinic-host", "demo-liu", "/clinics/{clinic}/host"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
